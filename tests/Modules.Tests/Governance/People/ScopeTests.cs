using Gongxin.Kernel.Identity;

namespace Gongxin.Modules.Tests.Governance.People;

// Goal: a query shows the rows that a grant reaches, and no other.
public sealed class ScopeTests
{
    private static readonly Permission Read = new("test.read");
    private static readonly HashSet<string> Reads = [Read.Name];
    private static readonly Guid One = Guid.CreateVersion7();
    private static readonly Guid Two = Guid.CreateVersion7();

    private static readonly Row[] Rows = [new("a", One, "330106"), new("b", One, "110101"), new("c", Two, "330102"), new("d", Two, null)];

    public static TheoryData<string, string> Cases => new()
    {
        { "nobody", "" },
        { "node key", "abcd" },
        { "key of one", "ab" },
        { "system", "abcd" },
        { "whole node", "abcd" },
        { "one", "ab" },
        { "region", "ac" },
        { "one in region", "a" },
        { "one or region", "abc" },
        { "other role", "" },
    };

    [Theory, MemberData(nameof(Cases))]
    public void Rows_are_those_in_reach(string who, string names)
    {
        var actor = Of(who);
        Assert.Equal(names, string.Concat(Rows.AsQueryable().InScope(actor, Read, r => r.Organisation, r => r.Region ?? "").Select(r => r.Name)));
        Assert.Equal(names, string.Concat(Rows.Where(r => actor.Reaches(Read, r.Organisation, r.Region)).Select(r => r.Name)));
    }

    private static Actor Of(string who) => who switch
    {
        "nobody" => Actor.Anonymous,
        "node key" => new Actor(ActorKind.Application, "key:x", "", Reads),
        "key of one" => new Actor(ActorKind.Application, "key:x", "", Reads) { KeyOrganisation = One },
        "system" => Actor.System("test"),
        "whole node" => Person(new ActorGrant("r", null, null, Reads)),
        "one" => Person(new ActorGrant("r", One, null, Reads)),
        "region" => Person(new ActorGrant("r", null, "330000", Reads)),
        "one in region" => Person(new ActorGrant("r", One, "330100", Reads)),
        "one or region" => Person(new ActorGrant("r", One, null, Reads), new ActorGrant("r", null, "330100", Reads)),
        _ => Person(new ActorGrant("r", null, null, new HashSet<string>())),
    };

    private static Actor Person(params ActorGrant[] grants) => new(ActorKind.Person, "person:x", "", grants.SelectMany(g => g.Permissions).ToHashSet()) { Grants = grants };

    private sealed record Row(string Name, Guid Organisation, string? Region);
}
