import { nextTick } from 'vue'
import { createRouter, createWebHistory } from 'vue-router'

/** What has no name of its own: a mistyped address leads to the page that says so, not to a refusal of the API. */
const byNumber = ':id([0-9a-fA-F-]{36})'

/** One page per address; each is downloaded when first visited. */
export const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: '/', component: () => import('./pages/home-page.vue') },
    { path: '/connexion', component: () => import('./pages/sign-in-page.vue'), meta: { open: true } },
    { path: '/exigences', component: () => import('./pages/requirements-page.vue') },
    { path: '/exigences/fiches/:sheet', component: () => import('./pages/sheet-page.vue'), props: true },
    { path: '/exigences/:id', component: () => import('./pages/requirement-page.vue'), props: true },
    { path: '/produits', component: () => import('./pages/products-page.vue') },
    { path: '/produits/import', component: () => import('./pages/product-import-page.vue') },
    { path: '/produits/nouveau', component: () => import('./pages/product-edit-page.vue') },
    { path: '/produits/:reference', component: () => import('./pages/product-page.vue'), props: true },
    { path: '/produits/:reference/fiche', component: () => import('./pages/product-edit-page.vue'), props: true },
    { path: '/cadre/editions', component: () => import('./pages/editions-page.vue') },
    { path: '/cadre/editions/:id', component: () => import('./pages/edition-page.vue'), props: true },
    { path: '/cadre/differences', component: () => import('./pages/differences-page.vue') },
    { path: '/cadre/migration', component: () => import('./pages/migration-page.vue') },
    { path: '/cadre/commentaires', component: () => import('./pages/remarks-page.vue') },
    { path: '/applications', component: () => import('./pages/applications-page.vue') },
    { path: '/applications/nouvelle', component: () => import('./pages/describe-page.vue') },
    { path: '/applications/:id', component: () => import('./pages/application-page.vue'), props: true },
    { path: '/applications/:id/description', component: () => import('./pages/describe-page.vue'), props: true },
    {
      path: '/applications/:id/verifications/:reportId',
      component: () => import('./pages/check-report-page.vue'),
      props: true,
    },
    {
      path: '/applications/:id/dossiers/:fileId',
      component: () => import('./pages/conformity-file-page.vue'),
      props: true,
    },
    {
      path: '/applications/:id/dossiers/:fileId/:requirementId',
      component: () => import('./pages/assessment-page.vue'),
      props: true,
    },
    {
      path: '/applications/:id/homologation',
      component: () => import('./pages/gate-files-page.vue'),
      props: ({ params }) => ({ ...params, file: 'homologation' }),
    },
    {
      path: '/applications/:id/donnees-personnelles',
      component: () => import('./pages/gate-files-page.vue'),
      props: ({ params }) => ({ ...params, file: 'privacy' }),
    },
    { path: '/applications/:id/hebergement', component: () => import('./pages/hosting-page.vue'), props: true },
    { path: '/applications/:id/authentification', component: () => import('./pages/sign-on-page.vue'), props: true },
    { path: '/applications/:id/cles', component: () => import('./pages/keys-page.vue'), props: true },
    {
      path: '/applications/:id/consommation',
      component: () => import('./pages/consumption-page.vue'),
      props: true,
    },
    { path: '/decisions/seances', component: () => import('./pages/sessions-page.vue') },
    { path: `/decisions/seances/${byNumber}`, component: () => import('./pages/session-page.vue'), props: true },
    { path: '/decisions/comite', component: () => import('./pages/decisions-page.vue') },
    { path: '/decisions/membres', component: () => import('./pages/members-page.vue') },
    { path: '/decisions/marches', component: () => import('./pages/tenders-page.vue') },
    { path: `/decisions/marches/${byNumber}`, component: () => import('./pages/tender-page.vue'), props: true },
    {
      path: `/decisions/marches/${byNumber}/comparaison`,
      component: () => import('./pages/tender-comparison-page.vue'),
      props: true,
    },
    { path: '/decisions', component: () => import('./pages/procedures-page.vue') },
    { path: '/decisions/nouvelle', component: () => import('./pages/procedure-opening-page.vue') },
    { path: `/procedures/${byNumber}`, component: () => import('./pages/procedure-page.vue'), props: true },
    { path: '/notifications', component: () => import('./pages/notifications-page.vue') },
    { path: '/ia', component: () => import('./pages/models-page.vue') },
    { path: '/ia/protection', component: () => import('./pages/protection-page.vue') },
    { path: '/ia/protection/politique', component: () => import('./pages/protection-policy-page.vue') },
    { path: '/ia/protection/signalements', component: () => import('./pages/detection-reports-page.vue') },
    { path: '/ia/fournisseurs', component: () => import('./pages/providers-page.vue') },
    { path: '/ia/alias', component: () => import('./pages/aliases-page.vue') },
    { path: '/ia/budgets', component: () => import('./pages/budgets-page.vue') },
    { path: '/ia/releve', component: () => import('./pages/statement-page.vue') },
    { path: '/ia/appels', component: () => import('./pages/calls-page.vue') },
    { path: '/mes-jetons', component: () => import('./pages/tokens-page.vue') },
    { path: '/administration/personnes', component: () => import('./pages/people-page.vue') },
    { path: '/administration/exploitation', component: () => import('./pages/operations-page.vue') },
    { path: '/administration/journal', component: () => import('./pages/audit-page.vue') },
    { path: '/accessibilite', component: () => import('./pages/accessibility-page.vue'), meta: { open: true } },
    { path: '/errors/:code', component: () => import('./pages/error-page.vue'), props: true, meta: { open: true } },
    { path: '/:rest(.*)*', component: () => import('./pages/not-found-page.vue'), meta: { open: true } },
  ],
  scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path ? false : { top: 0 }),
})

// A new page is announced by its heading, as after a full page load.
router.afterEach(async (to, from) => {
  if (from.matched.length === 0 || to.path === from.path) return
  await nextTick()
  document.querySelector<HTMLElement>('main')?.focus()
})
