// What the type check does not see: things unused, comparisons that guess, and wrong Vue.
import vue from 'eslint-plugin-vue'
import typescript from 'typescript-eslint'

export default typescript.config(
  { ignores: ['node_modules/', 'src/components.d.ts', 'src/api/schema.d.ts'] },
  ...typescript.configs.recommended,
  ...vue.configs['flat/essential'],
  { files: ['**/*.vue'], languageOptions: { parserOptions: { parser: typescript.parser } } },
  { rules: { 'no-undef': 'off', 'vue/multi-word-component-names': 'off', eqeqeq: ['error', 'smart'] } },
)
