/** To be imported first by a page: the content security policy forbids generated code, which Zod would try out. */
import { z } from 'zod'

z.config({ jitless: true })
