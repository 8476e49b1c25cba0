import { VueQueryPlugin } from '@tanstack/vue-query'
import { createApp } from 'vue'
import App from './app.vue'
import { ApiProblem } from './api/client.ts'
import { sayFieldErrors } from './composables/field-errors.ts'
import { holdChanges } from './composables/held-changes.ts'
import { keepFocus } from './composables/kept-focus.ts'
import { startI18n } from './i18n/index.ts'
import { router } from './router.ts'
import './styles.css'

const app = createApp(App)
app.use(await startI18n())
app.use(router)
app.use(VueQueryPlugin, {
  queryClientConfig: {
    defaultOptions: {
      queries: {
        // A refusal will not change by asking again; a lost connection may.
        retry: (count, error) => !(error instanceof ApiProblem) && count < 2,
        staleTime: 10_000,
        refetchOnWindowFocus: false,
      },
    },
  },
})
holdChanges(window)
sayFieldErrors(document)
keepFocus(document)
app.mount('#app')
