/** Rules that only mean something when the address given is https. */
import type { Facts } from '../../facts.ts'
import { type Judgement, fail, finding, manual } from '../../rule.ts'

export type OverTls = Pick<Facts, 'address' | 'transport'>

export const overTls =
  <F extends OverTls>(judge: (facts: F) => Judgement) =>
  (facts: F): Judgement => {
    if (facts.address.https) return judge(facts)
    return facts.address.loopback
      ? manual(
          'Adresse de bouclage en clair : donnez l’adresse publique pour vérifier TLS.',
          'Loopback address in clear: give the public address to check TLS.',
        )
      : fail([
          finding(
            { url: facts.address.url },
            'L’adresse donnée est en HTTP sans TLS.',
            'The address given is HTTP without TLS.',
            'plain',
          ),
        ])
  }
