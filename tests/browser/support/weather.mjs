// A slow machine and a slow network, for those who look for what is done by luck.
const slowdown = Number(process.env.WUTONG_BROWSER_SLOWDOWN ?? 1)
const longest_delay_ms = Number(process.env.WUTONG_BROWSER_DELAYS_MS ?? 0)
const seed = Number(process.env.WUTONG_BROWSER_SEED ?? Date.now() % 1_000_000)
if (longest_delay_ms) console.log(`# WUTONG_BROWSER_SEED=${seed}`)

let state = seed
/** Between 0 and 1, the same again for the same seed (mulberry32). */
function random() {
  state = (state + 0x6d2b79f5) | 0
  let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
}
const a_while = () => new Promise((wake) => setTimeout(wake, random() * longest_delay_ms))

/** Each question waits a while before it is asked, and again before its answer is given: answers overtake one another. */
async function delay(route) {
  await a_while()
  const answer = await route.fetch()
  await a_while()
  await route.fulfill({ response: answer })
}

export async function make_weather(page) {
  if (slowdown > 1) {
    const session = await page.context().newCDPSession(page)
    await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
  }
  if (!longest_delay_ms) return
  const is_delayed = (url) => url.pathname.startsWith('/api/') && !url.pathname.endsWith('/events') // a stream has no end
  await page.route(is_delayed, (route) => delay(route).catch(() => undefined)) // the page may be gone meanwhile
}
