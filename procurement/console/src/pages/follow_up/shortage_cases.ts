export const case_states = ['registered', 'purchasing', 'delivered', 'collected', 'no_show', 'cancelled']
export const case_tags: Record<string, 'info' | 'primary' | 'warning' | 'success' | 'danger'> = {
  registered: 'warning', purchasing: 'primary', delivered: 'primary', collected: 'success', no_show: 'info', cancelled: 'info',
}
/** What may be done next. */
export const case_steps: Record<string, string[]> = {
  registered: ['purchase', 'cancel'], purchasing: ['deliver', 'cancel'], delivered: ['collect', 'no_show', 'cancel'],
}
