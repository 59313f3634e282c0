// Lines of goods that came or are sent.
/** Opens a line's fields, when they are not open yet. */
export async function open_line(line) {
  const button = line.locator('[data-test=open-line]')
  if ((await button.getAttribute('aria-expanded')) === 'false') await button.click()
  await line.locator('input[id^=lot-]').waitFor()
}
