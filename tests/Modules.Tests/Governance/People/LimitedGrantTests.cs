using Gongxin.Fixtures;
using Gongxin.Governance;
using Gongxin.Governance.Applications;
using Gongxin.Governance.Audit;
using Gongxin.Governance.Grants;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Http;
using Gongxin.Kernel.Identity;

namespace Gongxin.Modules.Tests.Governance.People;

// Goal: a grant for one organisation or region permits nothing that concerns the whole node, and of the trail what was done for that
// organisation (decision 0045).
public sealed class LimitedGrantTests(DatabaseFixture databases) : IClassFixture<DatabaseFixture>
{
    private static readonly Guid One = Guid.CreateVersion7();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Engines))]
    public async Task Only_an_unlimited_grant_permits_what_concerns_the_node(Engine engine)
    {
        await using var node = await PeopleNode.NewAsync(databases, engine);
        foreach (var (name, organisation, region, permits) in new (string, Guid?, string?, bool)[] { ("of-one", One, null, false), ("of-region", null, "330000", false), ("of-all", null, null, true) })
        {
            var person = await node.OpenAsync(name);
            await node.DoAsync<GrantDesk>(d => d.GrantAsync(person, Roles.Operator, organisation, region, null, null, Ct));
            var actor = (await node.WhoAsync(await node.SignInAsync(name)))!;
            Assert.Equal((name, permits), (name, actor.May(GovernancePermissions.Operate)));
            Assert.Equal(Roles.Operator, Assert.Single(actor.Grants).Role);
        }
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task An_auditor_of_one_organisation_sees_what_was_done_for_it(Engine engine)
    {
        await using var node = await PeopleNode.NewAsync(databases, engine);
        foreach (var organisation in new Guid?[] { One, Guid.CreateVersion7(), null })
        {
            var actor = new Actor(ActorKind.Person, "person:x", "x", new HashSet<string>()) { Grants = [new ActorGrant(Roles.Reporter, organisation, null, new HashSet<string>())] };
            await node.DoAsync<GovernanceDb>(
                async db =>
                {
                    db.Audit("Done", $"thing:{organisation}");
                    await db.SaveAsync(Ct);
                },
                actor);
        }

        async Task<IEnumerable<string>> SeenAsync(Guid? organisation, string? region)
        {
            var may = new HashSet<string> { GovernancePermissions.AuditName };
            var auditor = new Actor(ActorKind.Person, "person:a", "a", may) { Grants = [new ActorGrant(Roles.Auditor, organisation, region, may)] };
            var page = await node.AskAsync<AuditReads, PageOf<AuditRow>>(a => a.ListAsync(new AuditFilter("thing:", null, null, null, null, null), null, Ct), auditor);
            Assert.Equal(page.Total, page.Items.Count);
            return page.Items.Select(r => r.Subject);
        }

        Assert.Equal([$"thing:{One}"], await SeenAsync(One, null));
        Assert.Equal(3, (await SeenAsync(null, null)).Count());
        Assert.Empty(await SeenAsync(null, "330000"));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task An_application_of_an_organisation_is_given_nothing_of_the_node(Engine engine)
    {
        await using var node = await PeopleNode.NewAsync(databases, engine);
        var owner = await node.OpenAsync("owner");
        CreateApplication.Request Asking(Guid? organisation) => new("program", owner, organisation, [GovernancePermissions.OperateName], node.Clock.Now.UtcDateTime.AddDays(1));
        var refused = await Assert.ThrowsAsync<Refusal>(() => node.AskAsync<ApplicationDesk, ApplicationKey>(d => d.CreateAsync(Asking(One), Ct)));
        Assert.Equal("permissions", refused.Args[0]);
        Assert.NotEmpty((await node.AskAsync<ApplicationDesk, ApplicationKey>(d => d.CreateAsync(Asking(null), Ct))).Key);
    }
}
