// Every page, and somebody whose duty it is.
import { administrator, keeper_of_users } from './visitor.mjs'

export const rounds = [
  { who: administrator, paths: ['/', '/catalogue', '/catalogue?item=X0001', '/suppliers', '/members', '/exchange', '/account'] },
  { who: keeper_of_users, paths: ['/users', '/audit', '/no-such-page'] },
]
export const windows = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } }
