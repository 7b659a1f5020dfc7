using Gongxin.Catalogue.Resources;
using Gongxin.Fixtures;
using Gongxin.Kernel.Data;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Ledger;
using Gongxin.Kernel.Verification;
using Gongxin.Modules.Tests.Ledger;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gongxin.Modules.Tests.Catalogue.Resources;

// Goal: the way of a resource through the database: each step with its audit row, announcement and ledger entry or not at all,
// rights, lost races, codes that are never given twice. Method: the services themselves on both engines.
public sealed class ResourceWayTests(DatabaseFixture databases) : IClassFixture<DatabaseFixture>
{
    [Theory, ClassData(typeof(Engines))]
    public async Task From_draft_to_published_and_withdrawn_every_step_leaves_its_traces(Engine engine)
    {
        var node = await databases.NewNodeAsync(engine);
        await using var resources = ResourceNode.On(node);
        var id = await resources.PublishAsync(Samples.Good());
        Assert.Equal("201001/1", (await resources.PublishedAsync("201001/1")).Code);
        await resources.WithdrawAsync(id, "职责调整", Samples.Publisher);

        Assert.Equal(
            ["ResourceCreated", "ResourceSubmitted", "ResourceRegistered", "ResourceSubmitted", "ResourcePublished", "ResourceWithdrawn"], await resources.ActionsAsync(id));
        Assert.Equal(5, await resources.QueryAsync(db => db.Set<OutboxMessage>().CountAsync(m => m.Kind == typeof(ResourceMoved).FullName, ResourceNode.Ct)));
        await node.IntegrateAsync();
        var entries = (await node.ReadAsync(l => l.EntriesAsync(0, 100, ResourceNode.Ct))).Where(e => e.Subject == "resource:201001/1").ToList();
        Assert.Equal(["resource.published", "resource.withdrawn"], entries.Select(e => e.Kind));
        var published = LedgerLeaf.TryParse(entries[0].Leaf)!.Payload!.Value;
        var view = (await resources.ReadAsync(id)).Resource;
        Assert.Equal(view.ContentSha256, published.GetProperty("contentSha256").GetString());
        Assert.Equal(entries[1].Index, view.LedgerEntry);
        var tombstone = await resources.PublishedAsync("201001/1");
        Assert.Equal(("职责调整", "WITHDRAWN", null), (tombstone.Reason, tombstone.State.Code, tombstone.Content.Summary));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Verification_names_the_resource_that_is_not_as_the_ledger_has_it(Engine engine)
    {
        var node = await databases.NewNodeAsync(engine);
        await using var resources = ResourceNode.On(node);
        await resources.PublishAsync(Samples.Good("甲"));
        await resources.PublishAsync(Samples.Good("乙"));
        var withdrawn = await resources.PublishAsync(Samples.Good("丙"));
        await node.IntegrateAsync();
        await resources.WithdrawAsync(withdrawn, "停用", Samples.Compiler);
        Assert.Empty(await FaultsAsync(resources));
        await node.IntegrateAsync();
        Assert.Empty(await FaultsAsync(resources));

        await resources.QueryAsync(db => db.Set<Resource>().Where(r => r.Name == "甲").ExecuteUpdateAsync(set => set.SetProperty(r => r.ContentJson, r => r.ContentJson + " "), ResourceNode.Ct));
        await resources.QueryAsync(db => db.Set<Resource>().Where(r => r.Name == "乙").ExecuteUpdateAsync(set => set.SetProperty(r => r.State, ResourceState.Draft), ResourceNode.Ct));
        Assert.Equal(["resource:201001/1 resource.not-as-in-ledger", "resource:201001/2 resource.missing"], await FaultsAsync(resources));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Of_two_reviewers_who_decide_at_once_one_is_told_that_the_other_was_first(Engine engine)
    {
        await using var resources = ResourceNode.On(await databases.NewNodeAsync(engine));
        var id = await resources.CreateAsync(Samples.Good());
        await resources.SubmitAsync(id);
        var other = Samples.Person("other", "catalogue.review-registration");

        var decided = await Task.WhenAll(
            TryAsync(() => resources.DecideAsync(id, ResourceDecision.Accept, Samples.Registrar)),
            TryAsync(() => resources.DecideAsync(id, ResourceDecision.Refuse, other, "重复")));

        Assert.Equal(1, decided.Count(d => d is null));
        Assert.Contains(decided.Single(d => d is not null), new[] { "lost-race", "resource.not-in-review" });
        var steps = (await resources.ReadAsync(id)).Steps;
        Assert.Equal(3, steps.Count);
        Assert.Equal(3, (await resources.ActionsAsync(id)).Count);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_reviewer_decides_on_the_text_that_was_seen(Engine engine)
    {
        await using var resources = ResourceNode.On(await databases.NewNodeAsync(engine));
        var id = await resources.CreateAsync(Samples.Good());
        await resources.SubmitAsync(id);
        var seen = (await resources.ReadAsync(id, Samples.Registrar)).Resource.Version;
        Assert.Equal("resource.stale", await TryAsync(() => resources.DecideAsync(id, ResourceDecision.Accept, Samples.Registrar, version: seen - 1)));
        Assert.Null(await TryAsync(() => resources.DecideAsync(id, ResourceDecision.Accept, Samples.Registrar, version: seen)));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Each_review_needs_its_own_permission_and_another_person(Engine engine)
    {
        await using var resources = ResourceNode.On(await databases.NewNodeAsync(engine));
        var all = Samples.Person("compiler", "catalogue.compile-resources", "catalogue.review-registration", "catalogue.review-publication");
        var id = await resources.CreateAsync(Samples.Good());
        await resources.SubmitAsync(id);

        Assert.Equal("resource.own-review", await TryAsync(() => resources.DecideAsync(id, ResourceDecision.Accept, all)));
        Assert.Equal("identity.not-permitted", await TryAsync(() => resources.DecideAsync(id, ResourceDecision.Accept, Samples.Publisher)));
        Assert.Equal("resource.not-found", await TryAsync(() => resources.DecideAsync(id, ResourceDecision.Accept, Samples.Person("stranger", "catalogue.compile-resources"))));
        await resources.DecideAsync(id, ResourceDecision.Accept, Samples.Registrar);
        await resources.SubmitAsync(id);
        Assert.Equal("identity.not-permitted", await TryAsync(() => resources.DecideAsync(id, ResourceDecision.Accept, Samples.Registrar)));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task What_is_open_is_published_only_after_a_secrecy_review(Engine engine)
    {
        await using var resources = ResourceNode.On(await databases.NewNodeAsync(engine));
        var id = await resources.CreateAsync(Samples.Good());
        await resources.SubmitAsync(id);
        await resources.DecideAsync(id, ResourceDecision.Accept, Samples.Registrar);
        await resources.SubmitAsync(id);
        Assert.Equal("resource.has-findings", await TryAsync(() => resources.DecideAsync(id, ResourceDecision.Accept, Samples.Publisher, secrecy: false)));
        Assert.Equal("PUB_PENDING", (await resources.ReadAsync(id)).Resource.State.Code);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_draft_keeps_its_findings_and_goes_nowhere_with_them(Engine engine)
    {
        await using var resources = ResourceNode.On(await databases.NewNodeAsync(engine));
        var id = await resources.CreateAsync(new ResourceContent { Name = "只有名称" });
        Assert.True((await resources.ReadAsync(id)).Findings.Count > 8);
        Assert.Equal("resource.has-findings", await TryAsync(() => resources.SubmitAsync(id)));
        Assert.Equal("resource.has-findings", await TryAsync(() => resources.CreateAsync(new ResourceContent { Name = new string('长', 501) })));
        Assert.Equal(1, await resources.QueryAsync(db => db.Set<Resource>().CountAsync(ResourceNode.Ct)));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Names_are_unique_inside_a_provider_and_codes_everywhere(Engine engine)
    {
        await using var resources = ResourceNode.On(await databases.NewNodeAsync(engine));
        await resources.SubmitAsync(await resources.CreateAsync(Samples.Good("甲", "7")));

        var sameName = await resources.ReadAsync(await resources.CreateAsync(Samples.Good("甲", "8")));
        Assert.Equal(["resource.name-taken"], sameName.Findings.Select(f => f.Code));
        var sameCode = await resources.CreateAsync(Samples.Good("乙", "7"));
        Assert.Equal(["resource.code-taken"], (await resources.ReadAsync(sameCode)).Findings.Select(f => f.Code));
        Assert.Equal("resource.has-findings", await TryAsync(() => resources.SubmitAsync(sameCode)));
        var elsewhere = await resources.ReadAsync(await resources.CreateAsync(Samples.Good("甲", "9") with { ProviderCode = "11100000000010006W" }));
        Assert.Empty(elsewhere.Findings);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_free_sequence_is_given_to_who_names_none_also_when_many_ask_at_once(Engine engine)
    {
        await using var resources = ResourceNode.On(await databases.NewNodeAsync(engine));
        await resources.SubmitAsync(await resources.CreateAsync(Samples.Good("给定", "9")));
        var ids = new List<Guid>();
        for (var i = 0; i < 6; i++)
        {
            ids.Add(await resources.CreateAsync(Samples.Good($"未编号 {i}")));
        }

        await Task.WhenAll(ids.Select(resources.SubmitAsync));
        var codes = new List<string?>();
        foreach (var id in ids)
        {
            codes.Add((await resources.ReadAsync(id)).Resource.Code);
        }

        Assert.Equal(["201001/10", "201001/11", "201001/12", "201001/13", "201001/14", "201001/15"], codes.Order(StringComparer.Ordinal));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Relations_are_checked_and_seen_from_both_ends(Engine engine)
    {
        await using var resources = ResourceNode.On(await databases.NewNodeAsync(engine));
        var dangling = await resources.CreateAsync(Samples.Good("乙") with { RelatedCodes = ["201001/1"] });
        Assert.Equal(["resource.related-unknown"], (await resources.ReadAsync(dangling)).Findings.Select(f => f.Code));
        await resources.PublishAsync(Samples.Good("甲"));
        Assert.Empty((await resources.ReadAsync(dangling)).Findings);

        await resources.PublishAsync(Samples.Good("丙") with { RelatedCodes = ["201001/1"] });
        Assert.Equal(["201001/2"], (await resources.PublishedAsync("201001/1")).RelatedBy.Select(r => r.Code));
        Assert.Equal([new ResourceLink("201001/1", "甲")], (await resources.PublishedAsync("201001/2")).Related);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_dataset_is_the_data_of_one_resource(Engine engine)
    {
        await using var resources = ResourceNode.On(await databases.NewNodeAsync(engine));
        await resources.AddDatasetAsync("greening");
        var id = await resources.PublishAsync(Samples.Good());
        await resources.BindAsync(id, "greening");
        var other = await resources.CreateAsync(Samples.Good("另一个"));
        Assert.Equal("resource.dataset-bound", await TryAsync(() => resources.BindAsync(other, "greening")));
        Assert.Equal("catalogue.dataset-not-found", await TryAsync(() => resources.BindAsync(other, "no-such-thing")));

        Assert.Equal("greening", (await resources.PublishedAsync("201001/1")).Dataset?.Slug);
        Assert.Equal("greening", Assert.Single((await resources.FindAsync(new ResourceFilter())).Items).Dataset);
        await resources.BindAsync(id, null);
        await resources.BindAsync(other, "greening");
        Assert.Null((await resources.PublishedAsync("201001/1")).Dataset);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_change_over_a_change_that_was_not_seen_is_refused(Engine engine)
    {
        await using var resources = ResourceNode.On(await databases.NewNodeAsync(engine));
        var id = await resources.CreateAsync(Samples.Good());
        var seen = (await resources.ReadAsync(id)).Resource.Version;
        await resources.ChangeAsync(id, Samples.Good("第二稿"), seen);
        Assert.Equal("resource.stale", await TryAsync(() => resources.ChangeAsync(id, Samples.Good("第三稿"), seen)));
        Assert.Equal("resource.not-found", await TryAsync(() => resources.ChangeAsync(id, Samples.Good("别人"), null, Samples.Person("other"))));
        Assert.Equal("第二稿", (await resources.ReadAsync(id)).Resource.Content.Name);
    }

    private static Task<List<string>> FaultsAsync(ResourceNode resources) => resources.AsAsync(Actor.System("verify"), async s =>
        await s.GetServices<IVerification>().Single(v => v.Name == "resources").RunAsync(new Progress<VerificationProgress>(), ResourceNode.Ct)
            .Select(f => $"{f.Subject} {f.Code}").ToListAsync(ResourceNode.Ct));

    // Null when it went well, else the code of the refusal.
    private static async Task<string?> TryAsync(Func<Task> step)
    {
        try
        {
            await step();
            return null;
        }
        catch (Refusal refusal)
        {
            return refusal.Code;
        }
        catch (DbUpdateConcurrencyException)
        {
            return "lost-race";
        }
    }
}
