export const release_sources = ['national_drug_code', 'national_consumable_code', 'insurance_list', 'vbp_result', 'listed_price'] as const
export const row_states = ['quarantined', 'waiting', 'proposed', 'ambiguous', 'unmapped', 'confirmed', 'rejected'] as const
