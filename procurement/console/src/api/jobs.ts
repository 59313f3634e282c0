// Follows a long job: by the server's events, and by asking when they do not come.
import { read, url_of, write } from './client'
import type { Job } from './types'

const poll_ms = 1000

export function cancel_job(job_id: string) {
  return write('DELETE', `/jobs/${encodeURIComponent(job_id)}`)
}

async function poll(job_id: string, progress: (job: Job) => void): Promise<Job> {
  for (;;) {
    const job = await read_job(job_id)
    progress(job)
    if (job.state !== 'running') return job
    await new Promise((wake) => setTimeout(wake, poll_ms))
  }
}

/** The job as it is now, its sentences in the reader's language. */
export async function read_job(job_id: string): Promise<Job> {
  return (await read<Job>(`/jobs/${encodeURIComponent(job_id)}`)).value
}

/**
 * Calls `progress` with every state of the job, and resolves with its last one. An event stream
 * cannot ask for a language, so the last state is read once more.
 */
export function follow_job(job_id: string, progress: (job: Job) => void): Promise<Job> {
  return new Promise((resolve, reject) => {
    const events = new EventSource(url_of(`/jobs/${encodeURIComponent(job_id)}/events`))
    events.addEventListener('progress', (event) => {
      const job = JSON.parse((event as MessageEvent<string>).data) as Job
      progress(job)
      if (job.state === 'running') return
      events.close()
      read_job(job_id).then(resolve, reject)
    })
    events.onerror = () => {
      events.close()
      poll(job_id, progress).then(resolve, reject)
    }
  })
}
