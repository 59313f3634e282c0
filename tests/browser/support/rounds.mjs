// Every page, and somebody whose duty it is.
import { administrator, keeper_of_users, member, supplier } from './visitor.mjs'

export const rounds = [
  {
    who: administrator,
    paths: ['/', '/catalogue', '/catalogue?item=X0001', '/formularies', '/releases', '/documents', '/suppliers', '/suppliers?supplier=S0002',
      '/members', '/exchange', '/account'],
  },
  { who: keeper_of_users, paths: ['/users', '/audit', '/no-such-page'] },
  { who: supplier, paths: ['/documents?list=supplier_statements'] },
  { who: member, paths: ['/documents?list=shortages'] },
]
export const windows = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } }
