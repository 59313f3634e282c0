// Short names for the schemas of the interface (schema.d.ts is generated from them).
import type { components } from './schema'

type Schemas = components['schemas']
export type ProblemBody = Schemas['Problem']
export type Session = Schemas['Session']
export type Cycle = Schemas['Cycle']
export type Item = Schemas['Item']
export type ItemVersion = Schemas['ItemVersion']
export type ItemStock = Schemas['ItemStockPage']['stock'][number]
export type ItemPrice = Schemas['ItemPricePage']['prices'][number]
export type Supplier = Schemas['Supplier']
export type SupplierVersion = Schemas['SupplierVersion']
export type Facility = Schemas['Facility']
export type Grant = Schemas['Grant']
export type User = Schemas['User']
export type Role = Schemas['RoleList']['roles'][number]
export type AuditEntry = Schemas['AuditEntry']
export type AuditVerdict = Schemas['AuditVerdict']
export type ImportReport = Schemas['ImportReport']
export type Job = Schemas['Job']

/** A list's answer: the records under the list's own name, and where the next page begins. */
export type Page<Name extends string, Row> = Record<Name, Row[]> & { next_cursor: string | null }
