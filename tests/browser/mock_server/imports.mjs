// Imports as jobs: judged row by row, some hundred a moment, so that progress and cancelling can be seen.
import { randomUUID } from 'node:crypto'
import { table_of } from './data.mjs'

const rows_a_step = 400
const step_ms = 60

const rules = {
  generic_name: [(text) => text !== '', 'value_missing', '不能为空', 'must not be empty'],
  pack_size: [(text) => /^[1-9]\d*$/.test(text), 'quantity_not_positive', '必须是大于零的整数', 'must be a whole number above zero'],
  vat_rate: [(text) => /^0\.\d+$/.test(text), 'number_malformed', '不是税率', 'is not a VAT rate'],
  list_price: [(text) => text === '' || /^\d+(\.\d+)?$/.test(text), 'number_malformed', '不是价格', 'is not a price'],
}

const faults_of = (row, index) =>
  Object.entries(rules)
    .filter(([column, [is_good]]) => row[column] !== undefined && !is_good(row[column]))
    .map(([column, [, code, zh, en]]) => ({ row: index + 1, column, value: row[column], code, zh, en }))

export function start_import(data, kind, mode, text) {
  const rows = table_of(text)
  const job = { job_id: randomUUID(), kind, mode, state: 'running', rows_done: 0, rows_total: rows.length, faults: [] }
  data.jobs.set(job.job_id, job)
  const timer = setInterval(() => {
    if (job.state !== 'running') return clearInterval(timer)
    const to = Math.min(job.rows_done + rows_a_step, rows.length)
    for (let index = job.rows_done; index < to; ++index) job.faults.push(...faults_of(rows[index], index))
    job.rows_done = to
    if (to === rows.length) job.state = 'done'
  }, step_ms)
  return { job_id: job.job_id }
}

export function cancel_import(data, job_id) {
  const job = data.jobs.get(job_id)
  if (job?.state === 'running') job.state = 'cancelled'
}

function report_of({ kind, mode, rows_total, faults }, english) {
  const refused = new Set(faults.map(({ row }) => row)).size
  const accepted = rows_total - refused
  return {
    kind, mode, rows: rows_total, accepted, registered: accepted, changed: 0, unchanged: 0, refused,
    faults: faults.map(({ zh, en, ...fault }) => ({ ...fault, detail: english ? `${fault.column} ${en}` : `${fault.column} ${zh}` })),
    stored: mode === 'accepted_rows' || (mode === 'all_or_nothing' && refused === 0),
  }
}

export function job_of(data, job_id, english) {
  const { kind, state, rows_done, rows_total, ...rest } = data.jobs.get(job_id)
  const result = state === 'done' ? report_of({ kind, rows_total, ...rest }, english) : null
  return { job_id, kind, state, rows_done, rows_total, result, problem: null }
}

export function events_of(data, job_id, english, response) {
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' })
  const timer = setInterval(() => {
    const job = job_of(data, job_id, english)
    response.write(`event: progress\ndata: ${JSON.stringify(job)}\n\n`)
    if (job.state === 'running') return
    clearInterval(timer)
    response.end()
  }, step_ms)
  response.on('close', () => clearInterval(timer))
}
