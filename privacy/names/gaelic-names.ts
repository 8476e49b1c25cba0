const split = (words: string): readonly string[] => words.trim().split(/\s+/)

/** First names of Ireland, whose spelling no rule of French or English foresees; written from general knowledge, no accents. */
export const gaelicFeminine: readonly string[] = split(`
niamh aoife caoimhe saoirse clodagh sinead grainne roisin orla orlaith fionnuala meadhbh aisling ailbhe brid eimear eabha sadhbh muireann nuala blathnaid
caitriona mairead`)
export const gaelicMasculine: readonly string[] = split(`
ciaran oisin eoin eoghan tadhg cillian donal diarmuid dermot ruairi cathal padraig niall colm fergus cormac cian darragh daithi lorcan`)
