namespace Gongxin.Kernel.Ledger;

/// <summary>
/// Who may read the payload of an entry. The tree holds hashes only, so everybody can check that an entry is there;
/// what it says is served to its audience.
/// </summary>
public readonly record struct Audience(string Value)
{
    public const int ValueMax = 400;

    public static Audience Public { get; } = new("public");

    /// <summary>Nodes of public authorities.</summary>
    public static Audience Government { get; } = new("government");

    public bool IsPublic => Value == "public";

    /// <summary>Only these nodes, by name.</summary>
    public static Audience Nodes(params IEnumerable<string> names) => new($"nodes:{string.Join(',', names.Order(StringComparer.Ordinal))}");
}
