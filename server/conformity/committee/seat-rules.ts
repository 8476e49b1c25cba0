import { type Seat, seatNamed } from '@socle/contracts'

/** The name of one more seat of a body: its own, with the first number that no seat bears. */
export function nameOfAnother(seats: readonly Pick<Seat, 'body'>[], body: string): string {
  for (let number = 2; ; number++) {
    const name = `${body} (${number})`
    if (!seatNamed(seats, name)) return name
  }
}
