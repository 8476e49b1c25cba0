/** States that a policy names and that no process has. */
import type { CommitteePolicy, GatePassingPolicy, Process } from '@socle/contracts'
import type { FrameworkProblem } from './problems.ts'

export function namedStateProblems(
  { committee, gates }: { readonly committee: CommitteePolicy; readonly gates: GatePassingPolicy },
  processes: readonly Process[],
): FrameworkProblem[] {
  const named = [
    ...committee.decides.map((each) => ({ file: 'governance/committee.yaml', ...each })),
    ...gates.tracks.flatMap(({ process, steps }) =>
      steps.map(({ state }) => ({ file: 'governance/gates.yaml', process, state })),
    ),
  ]
  return named
    .filter(({ process, state }) => !processes.find(({ id }) => id === process)?.states.some(({ id }) => id === state))
    .map(({ file, process, state }) => ({
      file,
      path: `${process}/${state}`,
      message: `no process ${process} has the state ${state}: mend the policy or the process`,
    }))
}
