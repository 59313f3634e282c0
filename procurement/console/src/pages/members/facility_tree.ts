import type { Facility } from '@/api/types'

export interface TreeNode extends Facility {
  members: TreeNode[]
}

/** The facilities under their parents; those whose parent the reader may not see stand at the top. */
export function tree_of(facilities: Facility[]): TreeNode[] {
  const nodes = new Map(facilities.map((facility) => [facility.code, { ...facility, members: [] as TreeNode[] }]))
  const top: TreeNode[] = []
  for (const node of nodes.values()) {
    const parent = node.parent_code ? nodes.get(node.parent_code) : undefined
    ;(parent ? parent.members : top).push(node)
  }
  return top
}

/** The tree as a list: each facility before those below it, and how deep it stands. */
export function flat(nodes: TreeNode[], depth = 0): { node: TreeNode; depth: number }[] {
  return nodes.flatMap((node) => [{ node, depth }, ...flat(node.members, depth + 1)])
}
