import { Loading, Skeleton, SkeletonLines } from '../ui/skeleton.tsx'
import styles from './frame.module.css'

/** The shape of a page: a heading, a line, a card. */
export function PageLoading() {
  return (
    <Loading>
      <div className={styles.loading}>
        <Skeleton height="2.5rem" width="min(24rem, 80%)" />
        <Skeleton height="1.25rem" width="min(32rem, 95%)" />
        <Skeleton height="12rem" />
        <SkeletonLines count={4} />
      </div>
    </Loading>
  )
}
