import { productRoutes } from '@socle/contracts'
import { useQuery } from '@tanstack/vue-query'
import { computed } from 'vue'
import { call } from '../api/client.ts'
import { say } from '../i18n/index.ts'

/** Statuses, criteria and uses of the product reference; they only change when Socle restarts. */
export function useProductPolicy() {
  const { data: policy } = useQuery({
    queryKey: ['product-policy'],
    staleTime: Infinity,
    queryFn: () => call(productRoutes.policy),
  })
  const names = computed(() => {
    const of = (list: readonly { id: string; name: { fr: string; en: string } }[] = []) =>
      new Map(list.map(({ id, name }) => [id, say(name)]))
    return { use: of(policy.value?.uses), status: of(policy.value?.statuses) }
  })
  return { policy, names }
}
