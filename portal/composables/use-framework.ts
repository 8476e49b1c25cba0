import { frameworkRoutes } from '@socle/contracts'
import { useQuery } from '@tanstack/vue-query'
import { computed } from 'vue'
import { call } from '../api/client.ts'
import { say } from '../i18n/index.ts'

/** The edition in force; it changes twice a year, and is asked for again after a while. */
export function useFramework() {
  const query = useQuery({
    queryKey: ['framework'],
    staleTime: 60_000,
    queryFn: () => call(frameworkRoutes.overview),
  })
  const named = computed(() => {
    const { volumes = [], pillars = [], weights = [], sheets = [], levels = [] } = query.data.value ?? {}
    const of = <T extends { id: string }>(list: readonly T[], name: (item: T) => string) =>
      new Map(list.map((item) => [item.id, name(item)]))
    return {
      volume: of(volumes, ({ name }) => say(name)),
      pillar: of(pillars, ({ name }) => say(name)),
      weight: of(weights, ({ name }) => say(name)),
      sheet: of(sheets, ({ title }) => say(title)),
      /** A letter says nothing alone: with what it means. */
      level: new Map<string, string>(
        levels.map(({ level, meaning }) => [level, level === 'none' ? say(meaning) : `${level} – ${say(meaning)}`]),
      ),
    }
  })
  return { framework: query.data, named, error: query.error, refetch: query.refetch }
}

export const useRequirements = () =>
  useQuery({ queryKey: ['requirements'], staleTime: 60_000, queryFn: () => call(frameworkRoutes.requirements) })

/** An identifier says nothing alone: with its title, once the list is there. */
export function useRequirementNames() {
  const { data } = useRequirements()
  const titles = computed(
    () => new Map<string, string>(data.value?.requirements.map(({ id, title }) => [id, say(title)])),
  )
  return (id: string): string => {
    const title = titles.value.get(id)
    return title === undefined ? id : `${id} – ${title}`
  }
}
