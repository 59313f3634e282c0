import type { RecordField } from '@/shell/record_fields'

export const item_kinds = ['western', 'patent', 'decoction_piece', 'consumable', 'reagent', 'device', 'equipment']

const principal_fields: RecordField[] = [
  { name: 'generic_name', kind: 'text', required: true },
  { name: 'generic_name_en', kind: 'text' },
  { name: 'trade_name', kind: 'text' },
  { name: 'form', kind: 'text' },
  { name: 'strength', kind: 'text' },
  { name: 'base_unit', kind: 'text', required: true },
  { name: 'pack_size', kind: 'count', required: true },
  { name: 'manufacturer', kind: 'text' },
  { name: 'kind', kind: 'choice', values: item_kinds, group: 'item_kind', required: true },
  { name: 'storage', kind: 'choice', values: ['room', 'cool', 'cold'], group: 'storage', required: true },
  { name: 'vat_rate', kind: 'decimal', required: true },
  { name: 'list_price', kind: 'decimal', nullable: true },
  { name: 'approval_no', kind: 'text' },
  { name: 'substitution_group', kind: 'text' },
]

const use_fields: RecordField[] = [
  { name: 'route', kind: 'text', part: 'item.part.use' },
  { name: 'form_family', kind: 'text' },
  { name: 'shelf_life_months', kind: 'count', nullable: true },
  { name: 'controlled_class', kind: 'text' },
  { name: 'antibiotic_level', kind: 'text' },
  { name: 'essential_medicine', kind: 'flag' },
  { name: 'primary_level_only', kind: 'flag' },
]

const code_fields: RecordField[] = [
  { name: 'licence_holder', kind: 'text', part: 'item.part.codes' },
  { name: 'national_code', kind: 'text' },
  { name: 'gtin', kind: 'text' },
  { name: 'insurance_product_code', kind: 'text' },
  { name: 'insurance_class', kind: 'choice', values: ['none', '甲', '乙'], group: 'insurance_class', required: true },
  { name: 'vbp_batch', kind: 'text' },
  { name: 'price_ratio_group', kind: 'text' },
  { name: 'ratio_representative', kind: 'flag' },
  { name: 'trace_coded', kind: 'flag' },
]

/** What of an item can be changed, in the order of the form. */
export const item_fields: RecordField[] = [...principal_fields, ...use_fields, ...code_fields]

/** What a new item begins with; the rest is added when it is opened. */
export const new_item_fields: RecordField[] = [
  { name: 'code', kind: 'text', required: true },
  ...principal_fields.map((field) => ({ ...field, required: field.required || ['form', 'strength'].includes(field.name) })),
  ...use_fields.slice(0, 2),
]
