import 'element-plus/theme-chalk/dark/css-vars.css'
import 'element-plus/theme-chalk/base.css'
import './shell/style.css'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import { connection } from './api/client'
import App from './App.vue'
import { i18n } from './i18n'
import { router } from './router'
import { use_session } from './session'
import { follow_appearance } from './shell/appearance'

follow_appearance()
/** What scrolls can be reached by keyboard: put on a component whose scrolling part is inside of it. */
const focusable = {
  mounted: (element: HTMLElement) => {
    const scrolling = element.querySelector('.el-vl__window')
    scrolling?.setAttribute('tabindex', '0')
    scrolling?.setAttribute('role', 'group') // of the tree's items: they stay its children
  },
}

const app = createApp(App).use(createPinia()).use(i18n).use(router).directive('focusable', focusable)

connection.when_not_signed_in = () => {
  const store = use_session()
  const was_signed_in = store.session !== null
  store.forget()
  if (was_signed_in) void router.push({ name: 'sign_in', query: { next: router.currentRoute.value.fullPath } })
}

app.mount('#app')
