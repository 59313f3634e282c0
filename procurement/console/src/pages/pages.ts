// Every page: its address, the duties that open it, its sign in the navigation, and its code. The
// router and the navigation are made from this table; its name is `page.NAME` in the locales.
import {
  Box, DataLine, Document, FirstAidKit, Files, OfficeBuilding, Tickets, Upload, User, UserFilled, Van,
} from '@element-plus/icons-vue'
import type { Component } from 'vue'
import { use_session } from '@/session'

export interface ConsolePage {
  path: string
  name: string
  duties?: string[] // any of them opens the page; none given: everybody signed in
  reach?: 'county' // not for the account of a supplier or of a facility
  icon: Component
  page: () => Promise<unknown>
}

export const pages: ConsolePage[] = [
  { path: '', name: 'overview', duties: ['read_cycles'], icon: DataLine, page: () => import('./overview/OverviewPage.vue') },
  { path: 'catalogue', name: 'catalogue', duties: ['read_catalogue'], icon: Box, page: () => import('./catalogue/CataloguePage.vue') },
  { path: 'formularies', name: 'formularies', duties: ['read_catalogue'], icon: FirstAidKit, page: () => import('./formularies/FormulariesPage.vue') },
  { path: 'releases', name: 'releases', duties: ['read_catalogue'], reach: 'county', icon: Files, page: () => import('./releases/ReleasesPage.vue') },
  { path: 'documents', name: 'documents', duties: ['read_orders', 'read_receipts', 'read_stock', 'read_requisitions', 'read_settlement'], icon: Document, page: () => import('./documents/DocumentsPage.vue') },
  { path: 'suppliers', name: 'suppliers', duties: ['read_suppliers'], icon: Van, page: () => import('./suppliers/SuppliersPage.vue') },
  { path: 'members', name: 'members', duties: ['read_members'], icon: OfficeBuilding, page: () => import('./members/MembersPage.vue') },
  { path: 'exchange', name: 'exchange', duties: ['import_data', 'export_data'], icon: Upload, page: () => import('./exchange/ExchangePage.vue') },
  { path: 'users', name: 'users', duties: ['read_users'], icon: UserFilled, page: () => import('./users/UsersPage.vue') },
  { path: 'audit', name: 'audit', duties: ['read_audit'], icon: Tickets, page: () => import('./audit/AuditPage.vue') },
  { path: 'account', name: 'account', icon: User, page: () => import('./account/AccountPage.vue') },
]

export function may_open(page: ConsolePage): boolean {
  const { may, session } = use_session()
  if (page.reach === 'county' && (session?.supplier_code || session?.facility_code)) return false
  return !page.duties || page.duties.some(may)
}
