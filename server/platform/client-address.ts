/** From where a request comes. `request.ip` is what a trusted proxy says; no door opens for what a header says. */
import type { FastifyRequest } from 'fastify'
import { isLoopback } from './config.ts'

/** Passed on by a proxy, trusted or not. */
export const isForwarded = ({ headers }: FastifyRequest): boolean =>
  headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined

/** The caller is a program of this machine that speaks for nobody else. */
export const isCalledOnThisMachine = (request: FastifyRequest): boolean =>
  isLoopback(request.socket.remoteAddress ?? '') && !isForwarded(request)
