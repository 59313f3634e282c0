// The data in memory: items and suppliers of the seed, a small county, three users.
import { readFileSync } from 'node:fs'

const seed = (name) => new URL(`../../../sql/seed/${name}`, import.meta.url)

/** Rows of a seed table; no cell of the seed holds a comma or a quote. */
export function table_of(text) {
  const [head, ...lines] = text.replace(/^\uFEFF/, '').trim().split(/\r?\n/)
  const names = head.split(',')
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, index) => [names[index], cell.replace(/^"|"$/g, '')])))
}

const item_of = (row, index) => ({
  code: row.code, generic_name: row.generic_name, generic_name_en: row.english_name, trade_name: row.trade_name, form: row.form,
  strength: row.strength, base_unit: row.base_unit, pack_size: Number(row.pack_size), manufacturer: row.manufacturer, kind: row.kind,
  storage: row.storage, vat_rate: row.vat_rate, substitution_group: row.substitution_group, approval_no: row.approval_no,
  list_price: row.list_price || null, tier: row.tier || null, status: 'enabled', stock: (index * 7919) % 50000,
  lowest_price: index % 3 ? row.list_price || null : null, version: 1,
})

const today = Date.parse('2026-11-22')
function licence_of(expires_on) {
  if (!expires_on) return { licence_state: 'unknown', days_left: null }
  const days_left = Math.round((Date.parse(expires_on) - today) / 86_400_000)
  return { licence_state: days_left < 0 ? 'expired' : days_left < 60 ? 'expires_soon' : 'valid', days_left }
}
const supplier = (code, name, licence_no, licence_expires_on, order_fee = null) => ({
  code, name, licence_no, licence_expires_on, ...licence_of(licence_expires_on), order_fee, minimum_order_amount: order_fee && '1000.00', version: 1,
})

const every_duty = [
  'read_catalogue', 'keep_catalogue', 'read_members', 'keep_members', 'read_suppliers', 'keep_suppliers', 'read_users', 'keep_users',
  'read_audit', 'read_cycles', 'import_data', 'export_data',
]
const roles = [
  { role: 'administrator', name_zh: '系统管理员', name_en: 'Administrator', duties: every_duty, read_only: false },
  { role: 'purchasing_manager', name_zh: '采购负责人', name_en: 'Purchasing manager', duties: ['read_catalogue', 'read_cycles'], read_only: false },
  { role: 'government_inspector', name_zh: '政府监管人员', name_en: 'Government inspector', duties: ['read_catalogue', 'read_audit'], read_only: true },
]
const user = (user_name, display_name, role, password, must_change_password = false) => ({
  user_name, display_name, password, must_change_password, status: 'enabled', grants: [{ role, facility_code: null }],
  supplier_code: null, last_sign_in_at: '2026-11-20T01:30:00Z', version: 1,
})

function facilities() {
  const all = [
    { code: 'C0001', name: '青梧县统一药械采购配送中心', kind: 'centre', parent_code: null, version: 1 },
    { code: 'H0001', name: '青梧县人民医院', kind: 'hospital', parent_code: 'C0001', version: 1 },
  ]
  for (let township = 1; township <= 12; ++township) {
    const code = `T${String(township).padStart(4, '0')}`
    all.push({ code, name: `青梧县第${township}中心卫生院`, kind: 'township', parent_code: 'C0001', version: 1 })
    for (let village = 1; village <= 15; ++village) {
      all.push({ code: `V${String(township * 100 + village).padStart(4, '0')}`, name: `第${township}乡镇${village}村卫生室`, kind: 'village', parent_code: code, version: 1 })
    }
  }
  return all
}

export function fresh_data() {
  const items = ['drugs.csv', 'consumables.csv'].flatMap((name) => table_of(readFileSync(seed(name), 'utf8'))).map(item_of)
  return {
    items,
    suppliers: [
      supplier('S0001', '青梧惠民医药有限公司', '冀AA3129001', '2029-06-30'),
      supplier('S0002', '太行康泽医药配送有限公司', '冀AA3129002', '2026-12-10', '60.00'),
      supplier('S0003', '冀中仁济医疗器械股份有限公司石家庄分公司', '冀AA3129003', '2026-10-31'),
      supplier('S0004', '永康堂药业', '', null),
    ],
    facilities: facilities(),
    roles,
    users: [
      user('admin', '系统管理员', 'administrator', 'correct horse battery'),
      user('newcomer', '新来的人', 'administrator', 'one-time words here', true),
      user('inspector', '监管员', 'government_inspector', 'only looks at things'),
    ],
    cycles: ['2026-09', '2026-10', '2026-11'].map((period, index) => ({
      county: 'qingwu', period, state: index < 2 ? 'closed' : 'opened', request_lines: 1500 + index, orders: 20, shortages: 31 * index,
      owed_to_suppliers: '1284503.17', owed_by_members: '1190220.48',
    })),
    entries: Array.from({ length: 450 }, (_, index) => ({
      sequence: 450 - index, recorded_at: '2026-11-22T08:00:00.123456Z', actor: index % 3 ? 'admin' : 'command_line:root',
      operation: index % 2 ? 'change_item' : 'import_items', idempotency_key: `key-${index}`,
      content_hash: 'a1'.repeat(32), outcome: index % 7 ? 'done' : 'refused: quantity_not_positive', hash: 'b2'.repeat(32),
    })),
    history: new Map(),
    sessions: new Map(),
    jobs: new Map(),
    seen_keys: new Map(),
  }
}
