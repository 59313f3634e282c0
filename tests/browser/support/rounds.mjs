// Every page, and somebody whose duty it is.
import { administrator, doctor, finance, inspector, judge, keeper_of_users, member, orders, receiver, supplier } from './visitor.mjs'

export const rounds = [
  {
    who: administrator,
    paths: ['/', '/catalogue', '/catalogue?item=X0001', '/formularies', '/releases', '/documents', '/suppliers', '/suppliers?supplier=S0002',
      '/members', '/exchange', '/account', '/substitutions', '/codes', '/organisation', '/organisation?part=entities', '/organisation?part=links',
      '/organisation?route=R01', '/policies', '/policies?part=licence', '/policies?part=parents', '/periods', '/agreements', '/consolidations',
      '/consolidations?new', '/orders', `/orders?order=${orders.to_look_at}`, '/follow-up', '/follow-up?part=shortages', '/follow-up?part=failure'],
  },
  { who: supplier, paths: ['/documents?list=supplier_statements', '/invoices', '/invoices?invoice=new'] },
  {
    who: supplier,
    paths: ['/supplier-orders', `/supplier-orders?order=${orders.to_look_at}`, `/notices?order=${orders.to_scan}`, '/receiving', '/returns'],
  },
  { who: receiver, paths: ['/notices', '/receiving', `/receiving?order=${orders.to_scan}`] },
  { who: inspector, paths: ['/receiving', '/receiving?part=deviations'] },
  { who: member, paths: ['/documents?list=shortages', '/requisitions', '/approvals', '/stock-lists', '/consumption', '/consumption?new'] },
  { who: doctor, paths: ['/requisitions'] },
  { who: judge, paths: ['/approvals', '/consolidations'] },
  { who: finance, paths: ['/budgets', '/invoices', '/periods'] },
  { who: keeper_of_users, paths: ['/users', '/audit', '/audit?part=checkpoints', '/no-such-page'] },
]
export const windows = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } }
