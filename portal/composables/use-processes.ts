import { type Actor, type Decider, type Field, procedureRoutes, type Process } from '@socle/contracts'
import { useQuery } from '@tanstack/vue-query'
import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { call } from '../api/client.ts'

/** Processes between people; they only change when Socle restarts. */
export function useProcesses() {
  const query = useQuery({
    queryKey: ['processes'],
    staleTime: Infinity,
    queryFn: () => call(procedureRoutes.processes),
  })
  const processes = computed(() => query.data.value?.processes ?? [])
  const processOf = (id: string) => processes.value.find((process) => process.id === id)
  return { processes, processOf, loaded: query.isSuccess, error: query.error, refetch: query.refetch }
}

/** Every field that the process asks for somewhere, once. */
export function fieldsOf(process: Process): Field[] {
  const fields = [process.opening, ...process.transitions].flatMap((part) => part.fields)
  return fields.filter((field, index) => fields.findIndex(({ id }) => id === field.id) === index)
}

/** Who, in words. */
export function useActorNames() {
  const { t, locale } = useI18n()
  const nameOf = (actor: Actor | Decider): string => t(`procedure.actors.${actor}`)
  return (actors: readonly (Actor | Decider)[]): string =>
    new Intl.ListFormat(locale.value, { type: 'disjunction' }).format(actors.map(nameOf))
}
