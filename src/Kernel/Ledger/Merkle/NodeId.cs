namespace Gongxin.Kernel.Ledger.Merkle;

/// <summary>A complete subtree: level 0 are the leaves, node <c>i</c> of level <c>l</c> covers leaves <c>i·2^l … (i+1)·2^l−1</c>.</summary>
public readonly record struct NodeId(int Level, long Index)
{
    private const int LevelShift = 56;

    /// <summary>Level and index in one number, so that the nodes of a level lie together in the table.</summary>
    public long Key => ((long)Level << LevelShift) | Index;

    public static NodeId FromKey(long key) => new((int)(key >> LevelShift), key & ((1L << LevelShift) - 1));
}
