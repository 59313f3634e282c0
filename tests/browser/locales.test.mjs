// Both languages say the same things.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'

const source = new URL('../../procurement/console/src/', import.meta.url).pathname
const texts_of = (value, prefix = '') =>
  Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === 'string' ? [[prefix + key, inner]] : texts_of(inner, `${prefix}${key}.`))
const locale = (language) => new Map(texts_of(JSON.parse(readFileSync(`${source}locales/${language}.json`, 'utf8'))))
const [zh, en] = [locale('zh'), locale('en')]
const places_in = (text) => (text.match(/\{\w+\}/g) ?? []).sort()

test('the two languages have the same keys, none of them empty', () => {
  assert.deepEqual([...en.keys()].sort(), [...zh.keys()].sort())
  for (const [key, text] of [...zh, ...en]) assert.notEqual(text.trim(), '', key)
})

test('a sentence has the same figures in both languages', () => {
  for (const [key, text] of zh) assert.deepEqual(places_in(en.get(key) ?? ''), places_in(text), key)
})

test('English has no Chinese in it', () => {
  for (const [key, text] of en) assert.doesNotMatch(text, /\p{Script=Han}/u, key)
})

test('every key that the code names is there', () => {
  const files = readdirSync(source, { recursive: true }).filter((name) => /\.(vue|ts)$/.test(name))
  for (const name of files) {
    for (const [, key] of readFileSync(join(source, name), 'utf8').matchAll(/\$?\bt\('([\w.]+)'/g)) {
      assert.ok(zh.has(key), `${name}: ${key}`)
    }
  }
})
