import type { FieldValues, VoteResult } from '@socle/contracts'

/** A decision of the committee, for the procedure that it decides. */
export interface ByVote {
  /** Day of the session. */
  readonly decidedOn: string
  /** How it was voted; null = the session kept no count. */
  readonly votes: Pick<VoteResult['tally'], 'for' | 'against' | 'abstain'> | null
}

/** What the step that the vote takes states of it: a day and numbers, which each reads in their language. */
export const statedByVote = ({ decidedOn, votes }: ByVote): FieldValues => ({
  'committee-on': decidedOn,
  ...(votes && { 'votes-for': votes.for, 'votes-against': votes.against, 'votes-abstain': votes.abstain }),
})
