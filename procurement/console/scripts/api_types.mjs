// The interface's schemas as TypeScript types: `wutong openapi | node scripts/api_types.mjs [OUT]`;
// without OUT they are printed. `./dev types` writes src/api/schema.d.ts, which is kept in git
// so that the console is built and type-checked without the program; a test compares the two.
import { writeFileSync } from 'node:fs'
import { json } from 'node:stream/consumers'
import openapi_types, { astToString, COMMENT_HEADER } from 'openapi-typescript'

const { openapi, info, components } = await json(process.stdin)
// Codes are looked at one by one, and a new refusal is no change of the console.
components.schemas.Problem.properties.code = { type: 'string' }
const { schemas, parameters } = components
const types = await openapi_types({ openapi, info, paths: {}, components: { schemas, parameters } })
const text = `${COMMENT_HEADER}${astToString(types)}`
const out = process.argv[2]
if (out) writeFileSync(out, text)
else process.stdout.write(text)
