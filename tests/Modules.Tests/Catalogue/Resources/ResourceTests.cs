using Gongxin.Catalogue.Resources;
using Gongxin.Kernel.Errors;

namespace Gongxin.Modules.Tests.Catalogue.Resources;

// Goal: a resource moves only as its diagram says. Method: every action in every state; what the diagram does not draw is refused
// aloud and changes nothing.
public sealed class ResourceTests
{
    private static readonly Dictionary<(ResourceState From, string Action), ResourceState> Drawn = new()
    {
        [(ResourceState.Draft, "submit")] = ResourceState.RegistrationReview,
        [(ResourceState.Draft, "change")] = ResourceState.Draft,
        [(ResourceState.Returned, "submit")] = ResourceState.RegistrationReview,
        [(ResourceState.Returned, "change")] = ResourceState.Draft,
        [(ResourceState.RegistrationReview, "accept")] = ResourceState.Registered,
        [(ResourceState.RegistrationReview, "return")] = ResourceState.Returned,
        [(ResourceState.RegistrationReview, "refuse")] = ResourceState.RegistrationRefused,
        [(ResourceState.RegistrationRefused, "change")] = ResourceState.Draft,
        [(ResourceState.Registered, "submit")] = ResourceState.PublicationReview,
        [(ResourceState.Registered, "change")] = ResourceState.Draft,
        [(ResourceState.PublicationReview, "accept")] = ResourceState.Published,
        [(ResourceState.PublicationReview, "refuse")] = ResourceState.PublicationRefused,
        [(ResourceState.PublicationRefused, "submit")] = ResourceState.PublicationReview,
        [(ResourceState.PublicationRefused, "change")] = ResourceState.Draft,
        [(ResourceState.Published, "withdraw")] = ResourceState.Withdrawn,
        [(ResourceState.Withdrawn, "change")] = ResourceState.Draft,
    };

    private static readonly Dictionary<string, Action<Resource>> Actions = new()
    {
        ["submit"] = r => r.Submit("1", Samples.Compiler, Samples.Now),
        ["change"] = r => r.Change(Samples.Good("改后的名称"), Samples.Compiler, Samples.Now),
        ["accept"] = r => r.Decide(ResourceDecision.Accept, null, Samples.Publisher, Samples.Now),
        ["return"] = r => r.Decide(ResourceDecision.Return, "退回", Samples.Publisher, Samples.Now),
        ["refuse"] = r => r.Decide(ResourceDecision.Refuse, "拒绝", Samples.Publisher, Samples.Now),
        ["withdraw"] = r => r.Withdraw("停用", Samples.Compiler, Samples.Now),
    };

    public static TheoryData<string, string> Everything => [.. from state in Enum.GetNames<ResourceState>() from action in Actions.Keys select (state, action)];

    [Theory, MemberData(nameof(Everything))]
    public void It_moves_as_the_diagram_says_and_not_otherwise(string state, string action)
    {
        var from = Enum.Parse<ResourceState>(state);
        var resource = Samples.In(from);
        Assert.Equal(from, resource.State);
        var (steps, content) = (resource.Steps.Count, resource.ContentJson);
        if (Drawn.TryGetValue((from, action), out var to))
        {
            Actions[action](resource);
            Assert.Equal(to, resource.State);
            return;
        }

        Assert.StartsWith("resource.", Assert.Throws<Refusal>(() => Actions[action](resource)).Code);
        Assert.Equal((from, steps, content), (resource.State, resource.Steps.Count, resource.ContentJson));
    }

    [Fact]
    public void Who_made_or_submitted_it_does_not_review_it()
    {
        var resource = Samples.In(ResourceState.RegistrationReview);
        var refusal = Assert.Throws<Refusal>(() => resource.Decide(ResourceDecision.Accept, null, Samples.Compiler, Samples.Now));
        Assert.Equal(("resource.own-review", 403), (refusal.Code, refusal.Status));
    }

    [Theory]
    [InlineData("Return")]
    [InlineData("Refuse")]
    public void A_no_needs_its_reason(string decision)
    {
        var resource = Samples.In(ResourceState.RegistrationReview);
        Assert.Equal("resource.reason-missing", Assert.Throws<Refusal>(() => resource.Decide(Enum.Parse<ResourceDecision>(decision), " ", Samples.Registrar, Samples.Now)).Code);
        Assert.Equal(ResourceState.RegistrationReview, resource.State);
        Assert.Equal("resource.reason-missing", Assert.Throws<Refusal>(() => Samples.In(ResourceState.Published).Withdraw(null, Samples.Compiler, Samples.Now)).Code);
    }

    [Fact]
    public void Reasons_stay_in_its_steps()
    {
        var resource = Samples.In(ResourceState.Withdrawn);
        Assert.Equal("职责调整", resource.Steps[^1].Reason);
        Assert.Equal(Enumerable.Range(1, resource.Steps.Count), resource.Steps.Select(s => s.Number));
        Assert.All(resource.Steps.Skip(1).Zip(resource.Steps.Skip(2)), pair => Assert.Equal(pair.First.To, pair.Second.From));
    }

    [Fact]
    public void The_code_is_given_at_submission_and_stays_once_registered()
    {
        var draft = Samples.In(ResourceState.Draft);
        Assert.Null(draft.Code);
        var registered = Samples.In(ResourceState.Registered);
        Assert.Equal("201001/1", registered.Code);
        registered.Change(Samples.Good() with { ClassCode = "305001", Sequence = "9" }, Samples.Compiler, Samples.Now);
        Assert.Equal(("201001/1", "201001", "1"), (registered.Code, registered.Content.ClassCode, registered.Content.Sequence));
    }

    [Fact]
    public void A_draft_that_was_only_returned_may_take_another_code()
    {
        var returned = Samples.In(ResourceState.Returned);
        returned.Change(Samples.Good() with { ClassCode = "305001", Sequence = "9" }, Samples.Compiler, Samples.Now);
        Assert.Null(returned.Code);
        returned.Submit("9", Samples.Compiler, Samples.Now);
        Assert.Equal("305001/9", returned.Code);
    }

    [Fact]
    public void The_day_of_release_is_the_providers_or_that_of_publication()
    {
        Assert.Equal(Samples.Today, Samples.In(ResourceState.Published).Content.ReleasedOn);
    }

    [Theory]
    [InlineData("201001/1", true)]
    [InlineData("20100105/12", true)]
    [InlineData("401001/1", false)]
    [InlineData("20101/1", false)]
    [InlineData("201001/", false)]
    [InlineData("201001", false)]
    [InlineData("201001/1a", false)]
    [InlineData("２01001/1", false)]
    public void A_code_is_composed_as_the_guide_says(string code, bool good) => Assert.Equal(good, ResourceCode.TryParse(code) is not null);
}
