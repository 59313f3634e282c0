// Routes come from the table of pages; a page is loaded when it is first opened.
import { createRouter, createWebHistory } from 'vue-router'
import { may_open, offered_pages, pages } from './pages/pages'
import { use_session } from './session'
import { show_problem } from './shell/problems'

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: '/sign-in', name: 'sign_in', component: () => import('./pages/sign_in/SignInPage.vue') },
    {
      path: '/',
      component: () => import('./shell/AppShell.vue'),
      children: [
        ...pages.map(({ path, name, page }) => ({ path, name, component: page })),
        { path: ':rest(.*)*', name: 'nothing', component: () => import('./shell/NothingHere.vue') },
      ],
    },
  ],
})

router.beforeEach(async (to) => {
  const store = use_session()
  try {
    await store.load()
  } catch (fault) {
    show_problem(fault)
    return to.name === 'sign_in' ? true : { name: 'sign_in', query: { next: to.fullPath } }
  }
  if (to.name === 'sign_in') return true
  if (!store.session) return { name: 'sign_in', query: { next: to.fullPath } }
  if (store.session.user.must_change_password && to.name !== 'account') return { name: 'account' }
  const page = pages.find(({ name }) => name === to.name)
  if (!page || may_open(page)) return true
  return to.path === '/' ? { name: offered_pages()[0]?.name } : { name: 'nothing', params: { rest: ['none'] } }
})
