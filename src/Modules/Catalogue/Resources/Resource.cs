using Gongxin.Catalogue.Datasets;
using Gongxin.Kernel.Data;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Ids;
using Gongxin.Kernel.Ledger;
using Gongxin.Kernel.Time;

namespace Gongxin.Catalogue.Resources;

internal readonly record struct ResourceId(Guid Value) : IId<ResourceId>
{
    public static ResourceId From(Guid value) => new(value);
}

// One entry of the catalogue of government information resources: what a department holds, and who may share and use it.
//
//                          ┌──Return──▶ Returned ─────────────────┐
//   Draft ──Submit──▶ RegistrationReview ──Refuse──▶ RegistrationRefused (change it first)
//                          └──Accept──▶ Registered ──Submit──▶ PublicationReview ──Accept──▶ Published ──Withdraw──▶ Withdrawn
//                                                       ▲             └──Refuse──▶ PublicationRefused
//                                                       └──────────Submit─────────────┘
//   Change: from every state but the two reviews and Published, back to Draft. Returned is submitted like Draft.
//
// 1. Only a Published resource is public; its text does not change while it is.
// 2. Who made or submitted it never reviews it. The two reviews are two decisions: form and duplicates; secrecy, share and open types.
// 3. Once registered the code stays, whatever becomes of the resource; it is never given to another.
// 4. Nothing is deleted. Every step is kept with who, when and why.
internal sealed class Resource : Aggregate
{
    public const int ReasonMax = 1000;

    private readonly List<ResourceStep> _steps = [];
    private readonly List<RelatedCode> _related = [];

    private Resource()
    {
    }

    public ResourceId Id { get; private init; }

    // Given at the first submission: a draft may name a code, but does not hold it.
    public string? Code { get; private set; }
    public string? ClassCode { get; private set; }
    public string? Sequence { get; private set; }
    public string Name { get; private set; } = "";
    public string? ProviderName { get; private set; }
    public string? ProviderCode { get; private set; }
    public string? ShareType { get; private set; }
    public string? OpenType { get; private set; }
    public string? UpdateCycle { get; private set; }
    public string? Domain { get; private set; }
    public int ItemCount { get; private set; }
    public string SearchText { get; private set; } = "";
    public string ContentJson { get; private set; } = "";
    public ResourceState State { get; private set; }
    public string CreatedBy { get; private init; } = "";
    public string CreatedByName { get; private init; } = "";
    public string? SubmittedBy { get; private set; }
    public DateTime CreatedAt { get; private init; }
    public DateTime ChangedAt { get; private set; }
    public DateTime? RegisteredAt { get; private set; }
    public DateTime? PublishedAt { get; private set; }
    public DatasetId? DatasetId { get; private set; }

    // Of the newest publication or withdrawal.
    public LedgerEntryId? LedgerEntry { get; private set; }
    public IReadOnlyList<ResourceStep> Steps => _steps;
    public IReadOnlyList<RelatedCode> Related => _related;

    public ResourceContent Content => StoredContent.Read(ContentJson);

    public static Resource Create(ResourceContent content, Actor by, DateTime now)
    {
        var resource = new Resource
        {
            Id = IId<ResourceId>.New(),
            CreatedBy = by.Id,
            CreatedByName = by.Name,
            CreatedAt = now,
            ChangedAt = now,
        };
        resource.Take(content);
        resource._steps.Add(ResourceStep.First(by, now));
        return resource;
    }

    public void Change(ResourceContent content, Actor by, DateTime now)
    {
        if (!ResourceStates.IsChangeable(State))
        {
            throw ResourceRefusals.NotChangeable(ResourceStates.CodeOf(State));
        }

        Take(RegisteredAt is null ? content : content with { ClassCode = ClassCode, Sequence = Sequence });
        Code = RegisteredAt is null ? null : Code;
        ChangedAt = now;
        if (State is not ResourceState.Draft)
        {
            MoveTo(ResourceState.Draft, by, now, null);
        }
    }

    // The code is given here; `sequence` is the free one that a provider who named none gets.
    public void Submit(string sequence, Actor by, DateTime now)
    {
        if (!ResourceStates.IsSubmittable(State))
        {
            throw ResourceRefusals.NotSubmittable(ResourceStates.CodeOf(State));
        }

        if (Code is null)
        {
            Take(Content with { Sequence = sequence });
            Code = new ResourceCode(ClassCode!, sequence).ToString();
        }

        SubmittedBy = by.Id;
        MoveTo(
            State is ResourceState.Draft or ResourceState.Returned ? ResourceState.RegistrationReview : ResourceState.PublicationReview, by, now, null);
    }

    public void Decide(ResourceDecision decision, string? reason, Actor by, DateTime now)
    {
        if (!ResourceStates.IsInReview(State))
        {
            throw ResourceRefusals.NotInReview(ResourceStates.CodeOf(State));
        }

        if (by.Id == SubmittedBy || by.Id == CreatedBy)
        {
            throw ResourceRefusals.OwnReview();
        }

        if (decision is not ResourceDecision.Accept && string.IsNullOrWhiteSpace(reason))
        {
            throw ResourceRefusals.ReasonMissing();
        }

        MoveTo(After(decision), by, now, reason);
        switch (State)
        {
            case ResourceState.Registered:
                RegisteredAt ??= now;
                break;
            case ResourceState.Published:
                PublishedAt = now;
                Take(Content with { ReleasedOn = Content.ReleasedOn ?? LegalZone.LegalDay(now) });
                break;
        }
    }

    public void Withdraw(string? reason, Actor by, DateTime now)
    {
        if (State is not ResourceState.Published)
        {
            throw ResourceRefusals.NotPublished(ResourceStates.CodeOf(State));
        }

        if (string.IsNullOrWhiteSpace(reason))
        {
            throw ResourceRefusals.ReasonMissing();
        }

        MoveTo(ResourceState.Withdrawn, by, now, reason);
    }

    public void Bind(DatasetId? dataset) => DatasetId = dataset;

    public void EnteredAs(LedgerEntryId entry) => LedgerEntry = entry;

    private ResourceState After(ResourceDecision decision) => (State, decision) switch
    {
        (ResourceState.RegistrationReview, ResourceDecision.Accept) => ResourceState.Registered,
        (ResourceState.RegistrationReview, ResourceDecision.Return) => ResourceState.Returned,
        (ResourceState.RegistrationReview, _) => ResourceState.RegistrationRefused,
        (_, ResourceDecision.Accept) => ResourceState.Published,
        (_, ResourceDecision.Refuse) => ResourceState.PublicationRefused,
        _ => throw ResourceRefusals.ReturnNotHere(),
    };

    // The only place that sets what lists and facets read, so that it cannot disagree with the content.
    private void Take(ResourceContent content)
    {
        ContentJson = StoredContent.Write(content);
        (ClassCode, Sequence) = (content.ClassCode, content.Sequence);
        Name = content.Name ?? "";
        (ProviderName, ProviderCode) = (content.ProviderName, content.ProviderCode);
        (ShareType, OpenType, UpdateCycle, Domain) = (content.ShareType, content.OpenType, content.UpdateCycle, content.Domain);
        ItemCount = content.Items.Count;
        SearchText = ResourceWords.Of(content);
        _related.RemoveAll(r => !content.RelatedCodes.Contains(r.Code));
        _related.AddRange(content.RelatedCodes.Except(_related.Select(r => r.Code)).Select(code => new RelatedCode(code)));
    }

    private void MoveTo(ResourceState next, Actor by, DateTime now, string? reason)
    {
        _steps.Add(new ResourceStep(_steps.Count + 1, now, by.Id, by.Name, State, next, reason?.Trim()));
        Announce(new ResourceMoved(Id.Value, ResourceStates.CodeOf(State), ResourceStates.CodeOf(next)));
        State = next;
    }
}

// One step of a resource's way; the first is its making, from Draft to Draft.
internal sealed record ResourceStep(int Number, DateTime At, string By, string ByName, ResourceState From, ResourceState To, string? Reason)
{
    public static ResourceStep First(Actor by, DateTime now) => new(1, now, by.Id, by.Name, ResourceState.Draft, ResourceState.Draft, null);
}

internal sealed record RelatedCode(string Code);

internal sealed record ResourceMoved(Guid ResourceId, string From, string To) : IAnnouncement;
