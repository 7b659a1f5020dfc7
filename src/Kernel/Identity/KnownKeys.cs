using Gongxin.Kernel.Data;

namespace Gongxin.Kernel.Identity;

/// <summary>
/// Keys that were looked up under the present <see cref="PublicRevision"/>. Making, rotating and revoking a key begins a new one: at
/// once in the process that does it, within a second in the others of the node.
/// </summary>
public sealed class KnownKeys(PublicRevision revision) : RevisionCache<string, KnownKey?>(revision, CountMax)
{
    private const int CountMax = 10_000;
}

/// <summary>Who acts with a secret, and until when it is good.</summary>
public sealed record KnownKey(Actor Actor, DateTime Until);
