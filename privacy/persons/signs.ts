import { Gap, Shape, type Tokens } from '../scan/tokens.ts'

/** Signs that stand inside names or beside them, by their code unit. */
const APOSTROPHE = 0x27
const CURLY_APOSTROPHE = 0x2019
export const HYPHEN = 0x2d
export const DOT = 0x2e
export const UNDERSCORE = 0x5f
const ELLIPSIS = 0x2026

/** "n° Bicycode" */
export const DEGREE = 0xb0

export const COMMA = 0x2c
export const QUOTE = 0x22
export const GREATER = 0x3e
export const COLON = 0x3a
/** Dots in a row lead the eye from a label to its value: "Prénom ........ Luc". */
export const isLeader = ({ hash, start, end }: Tokens, at: number): boolean =>
  (hash[at] === DOT && end[at]! - start[at]! > 3) || (hash[at] === ELLIPSIS && end[at]! - start[at]! > 1)
/** "SOUFFLET--DIALLO": the two hyphens of French double names (circular of 2004), seen from the first. */
export const doubleHyphen = ({ hash, gap, shape }: Tokens, at: number): boolean =>
  hash[at] === HYPHEN &&
  hash[at + 1] === HYPHEN &&
  gap[at] === Gap.none &&
  gap[at + 1] === Gap.none &&
  gap[at + 2] === Gap.none &&
  shape[at - 1]! >= Shape.capital &&
  shape[at + 2]! >= Shape.capital
/** 'N\'\'Diaye': an apostrophe inside a text of SQL, seen from the first. */
export const doubleApostrophe = ({ hash, gap, shape }: Tokens, at: number): boolean =>
  hash[at] === APOSTROPHE &&
  hash[at + 1] === APOSTROPHE &&
  gap[at] === Gap.none &&
  gap[at + 1] === Gap.none &&
  gap[at + 2] === Gap.none &&
  shape[at - 1]! >= Shape.capital &&
  shape[at + 2]! >= Shape.capital
export const AMPERSAND = 0x26
export const isApostrophe = (sign: number): boolean => sign === APOSTROPHE || sign === CURLY_APOSTROPHE

export const isOpening = (sign: number): boolean =>
  sign === 0x28 ||
  sign === 0x22 ||
  sign === 0x5b ||
  sign === 0x3a ||
  sign === 0xab ||
  sign === 0x2c ||
  sign === 0x3b ||
  sign === 0x7c
