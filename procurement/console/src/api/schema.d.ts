// The interface's types in the form in which openapi-typescript writes them; `npm run api-types`
// replaces this file from a running server's /api/v1/openapi.json.

export interface components {
  schemas: {
    Cursor: string | null
    FieldProblem: {
      field?: string
      row?: number
      column?: string
      value?: string
      code: string
      detail: string
    }
    Problem: {
      type: string
      title: string
      status: number
      code: string
      detail: string
      request_id: string
      field?: string
      errors?: components['schemas']['FieldProblem'][]
    }
    Session: {
      user: { user_name: string; display_name: string; must_change_password: boolean }
      county: { code: string }
      duties: string[]
      facility_code: string | null
      supplier_code: string | null
      csrf_token: string
      idle_expires_at: string
      expires_at: string
    }
    Cycle: {
      county: string
      period: string
      state: string
      request_lines: number
      orders: number
      shortages: number
      owed_to_suppliers: string
      owed_by_members: string
    }
    Item: {
      code: string
      generic_name: string
      generic_name_en: string
      trade_name: string
      form: string
      strength: string
      base_unit: string
      pack_size: number
      manufacturer: string
      kind: string
      storage: string
      vat_rate: string
      substitution_group: string
      approval_no: string
      list_price: string | null
      tier: 'village' | 'township' | 'county' | null
      status: 'enabled' | 'disabled'
      stock: number
      lowest_price: string | null
      version: number
    }
    RecordedVersion: { effective_from: string; recorded_at: string; actor: string }
    ItemVersion: components['schemas']['Item'] & components['schemas']['RecordedVersion']
    ItemStock: {
      facility_code: string
      facility_name: string
      lot: string
      expires_on: string
      quantity: number
    }
    ItemPrice: {
      period: string
      supplier_code: string
      supplier_name: string
      pack_price: string
      kind: 'bid' | 'award' | 'list'
    }
    Supplier: {
      code: string
      name: string
      licence_no: string
      licence_expires_on: string | null
      licence_state: 'valid' | 'expires_soon' | 'expired' | 'unknown'
      days_left: number | null
      order_fee: string | null
      minimum_order_amount: string | null
      version: number
    }
    SupplierVersion: components['schemas']['Supplier'] & components['schemas']['RecordedVersion']
    Facility: {
      code: string
      name: string
      kind: 'centre' | 'hospital' | 'township' | 'village' | 'drugstore'
      parent_code: string | null
      version: number
    }
    FacilityVersion: components['schemas']['Facility'] & components['schemas']['RecordedVersion']
    Grant: { role: string; facility_code: string | null }
    User: {
      user_name: string
      display_name: string
      status: 'enabled' | 'disabled' | 'locked'
      grants: components['schemas']['Grant'][]
      supplier_code: string | null
      last_sign_in_at: string | null
      version: number
    }
    UserWithPassword: components['schemas']['User'] & { one_time_password: string }
    Role: {
      role: string
      name_zh: string
      name_en: string
      duties: string[]
      read_only: boolean
    }
    AuditEntry: {
      sequence: number
      recorded_at: string
      actor: string
      operation: string
      idempotency_key: string
      content_hash: string
      outcome: string
      hash: string
    }
    AuditVerdict: {
      unbroken: boolean
      rows?: number
      checkpoint?: number | null
      checkpoints?: number
      broken_at?: number | null
      reason?: string | null
    }
    ImportFault: { row: number; column: string; value: string; code: string; detail: string }
    ImportReport: {
      kind: string
      mode: 'preview' | 'all_or_nothing' | 'accepted_rows'
      rows: number
      accepted: number
      registered: number
      changed: number
      unchanged: number
      refused: number
      faults: components['schemas']['ImportFault'][]
      stored: boolean
    }
    Job: {
      job_id: string
      kind: string
      state: 'running' | 'done' | 'refused' | 'cancelled' | 'failed'
      rows_done: number
      rows_total: number | null
      result: components['schemas']['ImportReport'] | null
      problem: components['schemas']['Problem'] | null
    }
    JobStarted: { job_id: string }
  }
}
