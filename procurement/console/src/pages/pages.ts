// Every page: its address, the duties that open it, its sign in the navigation, and its code. The
// router and the navigation are made from this table; its name is `page.NAME` in the locales.
import {
  Box, Calendar, Connection, DataLine, Document, EditPen, Files, FirstAidKit, MapLocation, Memo, Money, OfficeBuilding, Search, SetUp, Stamp, Tickets, Upload,
  List, Promotion, RefreshLeft, ShoppingCart, TakeawayBox, User, UserFilled, Van,
  Finished, Operation, TrendCharts,
} from '@element-plus/icons-vue'
import type { Component } from 'vue'
import { use_session } from '@/session'

export interface ConsolePage {
  path: string
  name: string
  duties?: string[] // any of them opens the page; none given: everybody signed in
  reach?: 'county' | 'county_or_supplier' | 'supplier' // not for the account of a facility, the first not for a supplier's either, the last for nobody else's
  icon: Component
  page: () => Promise<unknown>
}

export const pages: ConsolePage[] = [
  { path: '', name: 'overview', duties: ['read_cycles'], icon: DataLine, page: () => import('./overview/OverviewPage.vue') },
  { path: 'catalogue', name: 'catalogue', duties: ['read_catalogue'], icon: Box, page: () => import('./catalogue/CataloguePage.vue') },
  { path: 'formularies', name: 'formularies', duties: ['read_catalogue'], icon: FirstAidKit, page: () => import('./formularies/FormulariesPage.vue') },
  { path: 'substitutions', name: 'substitutions', duties: ['read_catalogue'], icon: Connection, page: () => import('./substitutions/SubstitutionsPage.vue') },
  { path: 'codes', name: 'codes', duties: ['read_catalogue'], icon: Search, page: () => import('./codes/CodesPage.vue') },
  { path: 'releases', name: 'releases', duties: ['read_catalogue'], reach: 'county', icon: Files, page: () => import('./releases/ReleasesPage.vue') },
  { path: 'supplier-orders', name: 'supplier_orders', duties: ['confirm_orders'], reach: 'supplier', icon: ShoppingCart, page: () => import('./supplier_orders/SupplierOrdersPage.vue') },
  { path: 'documents', name: 'documents', duties: ['read_orders', 'read_receipts', 'read_stock', 'read_requisitions', 'read_settlement'], icon: Document, page: () => import('./documents/DocumentsPage.vue') },
  { path: 'requisitions', name: 'requisitions', duties: ['read_requisitions'], icon: EditPen, page: () => import('./requisitions/RequisitionsPage.vue') },
  { path: 'approvals', name: 'approvals', duties: ['approve_requisitions'], icon: Stamp, page: () => import('./approvals/ApprovalsPage.vue') },
  { path: 'periods', name: 'periods', duties: ['read_cycles'], reach: 'county', icon: Calendar, page: () => import('./periods/PeriodsPage.vue') },
  { path: 'agreements', name: 'agreements', duties: ['read_bargaining'], reach: 'county_or_supplier', icon: Tickets, page: () => import('./agreements/AgreementsPage.vue') },
  { path: 'consolidations', name: 'consolidations', duties: ['place_orders', 'approve_orders'], reach: 'county', icon: Operation, page: () => import('./consolidations/ConsolidationsPage.vue') },
  { path: 'orders', name: 'orders', duties: ['read_orders'], reach: 'county', icon: ShoppingCart, page: () => import('./orders/OrdersPage.vue') },
  { path: 'follow-up', name: 'follow_up', duties: ['read_orders', 'read_requisitions', 'read_stock'], icon: TrendCharts, page: () => import('./follow_up/FollowUpPage.vue') },
  { path: 'stock-lists', name: 'stock_lists', duties: ['read_requisitions'], icon: List, page: () => import('./stock_lists/StockListsPage.vue') },
  { path: 'consumption', name: 'consumption', duties: ['read_requisitions'], icon: Finished, page: () => import('./consumption/ConsumptionPage.vue') },
  { path: 'notices', name: 'notices', duties: ['read_orders'], icon: Promotion, page: () => import('./notices/NoticesPage.vue') },
  { path: 'receiving', name: 'receiving', duties: ['read_receipts'], icon: TakeawayBox, page: () => import('./receiving/ReceivingPage.vue') },
  { path: 'returns', name: 'returns', duties: ['read_receipts'], reach: 'county_or_supplier', icon: RefreshLeft, page: () => import('./returns/ReturnsPage.vue') },
  { path: 'budgets', name: 'budgets', duties: ['read_requisitions'], icon: Money, page: () => import('./budgets/BudgetsPage.vue') },
  { path: 'invoices', name: 'invoices', duties: ['read_settlement'], reach: 'county_or_supplier', icon: Memo, page: () => import('./invoices/InvoicesPage.vue') },
  { path: 'suppliers', name: 'suppliers', duties: ['read_suppliers'], icon: Van, page: () => import('./suppliers/SuppliersPage.vue') },
  { path: 'members', name: 'members', duties: ['read_members'], icon: OfficeBuilding, page: () => import('./members/MembersPage.vue') },
  { path: 'organisation', name: 'organisation', duties: ['read_members'], icon: MapLocation, page: () => import('./organisation/OrganisationPage.vue') },
  { path: 'policies', name: 'policies', duties: ['read_catalogue', 'read_suppliers', 'read_members'], icon: SetUp, page: () => import('./policies/PoliciesPage.vue') },
  { path: 'exchange', name: 'exchange', duties: ['import_data', 'export_data'], icon: Upload, page: () => import('./exchange/ExchangePage.vue') },
  { path: 'users', name: 'users', duties: ['read_users'], icon: UserFilled, page: () => import('./users/UsersPage.vue') },
  { path: 'audit', name: 'audit', duties: ['read_audit'], icon: Tickets, page: () => import('./audit/AuditPage.vue') },
  { path: 'account', name: 'account', icon: User, page: () => import('./account/AccountPage.vue') },
]

export function may_open(page: ConsolePage): boolean {
  const { may, session } = use_session()
  if (page.reach && session?.facility_code) return false
  if (page.reach === 'county' && session?.supplier_code) return false
  if (page.reach === 'supplier' && !session?.supplier_code) return false
  return !page.duties || page.duties.some(may)
}

/** What a supplier comes for, in the order of its work; its other pages follow. */
const supplier_first = ['supplier_orders', 'notices', 'receiving', 'returns', 'invoices', 'documents']

/** The pages of who is signed in, as the navigation shows them; the first is where one arrives. */
export function offered_pages(): ConsolePage[] {
  const offered = pages.filter(may_open)
  if (!use_session().session?.supplier_code) return offered
  const own = supplier_first.flatMap((name) => offered.filter((page) => page.name === name))
  return [...own, ...offered.filter((page) => !own.includes(page))]
}
