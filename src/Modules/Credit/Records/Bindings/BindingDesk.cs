using Gongxin.Contracts.Catalogue;
using Gongxin.Credit.Records.Classes;
using Gongxin.Credit.Records.Taking.Files;
using Gongxin.Credit.Records.Templates;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Credit.Records.Bindings;

/// <summary>A dataset whose versions shall be records of a class.</summary>
/// <param name="Dataset">Its name in addresses.</param>
/// <param name="Kind">Code of the class.</param>
/// <param name="Unit">Credit code of the unit that tells them; rows that name another source are refused.</param>
public sealed record NewBinding(string? Dataset, string? Kind, string? Unit);

/// <summary>A dataset that is bound to a class.</summary>
/// <param name="TakenVersion">The version that was taken in last; 0 before the first.</param>
/// <param name="Operation">The operation that took it in.</param>
/// <param name="Findings">What was found in its rows, once the operation is over; kept for seven days.</param>
/// <param name="Problem">Why the newest version cannot be read; null when nothing stands in the way.</param>
public sealed record BindingView(
    Guid Id, string Dataset, string Kind, TwoTexts ClassName, string Unit, string UnitName, DateTime BoundAt, int TakenVersion, DateTime? TakenAt, Guid? Operation, string? Findings,
    string? Problem, DateTime? EndedAt);

// Binds datasets to classes for units whose word the actor may speak; bindings of other units are as if they were not there.
internal sealed class BindingDesk(CreditDb credit, ICatalogueReads catalogue, HandingUnits units, TimeProvider clock)
{
    private const int ShownMax = 200;

    public async Task<IReadOnlyList<BindingView>> MineAsync(CancellationToken ct) =>
        [.. (await Mine().AsNoTracking().OrderByDescending(b => b.BoundAt).ThenBy(b => b.Id).Take(ShownMax).ToListAsync(ct)).Select(ViewOf)];

    /// <exception cref="Kernel.Errors.Refusal">There is no such class or dataset, its columns are not those of the class, it is bound already, or the unit is another's.</exception>
    public async Task<BindingView> BeginAsync(NewBinding asked, CancellationToken ct)
    {
        var of = RecordClass.ByCode(asked.Kind) ?? throw CreditRefusals.ClassNotFound();
        var unit = await units.OfAsync(asked.Unit, ct);
        var slug = asked.Dataset?.Trim() ?? "";
        if (slug.Length is 0 or > DatasetBinding.SlugMax || (await catalogue.ItemsAsync([slug], ct)).Count == 0)
        {
            throw CreditRefusals.DatasetNotFound();
        }

        var rows = await catalogue.NewestRowsAsync(slug, ct);
        if (RecordTemplate.Of(of.Kind).MissingOf(rows.Schema.Columns.Select(c => c.Name)) is { Count: > 0 } missing)
        {
            throw CreditRefusals.ColumnsMissing(string.Join(", ", missing));
        }

        await using var transaction = await credit.Whole.Database.BeginTransactionAsync(ct);

        // Two who bind one dataset at once wait for one another.
        await credit.Whole.Dialect.LockAsync(credit.Whole, "credit-bindings", ct);
        if (await credit.Whole.Set<DatasetBinding>().AnyAsync(b => b.Slug == slug && b.EndedAt == null, ct))
        {
            throw CreditRefusals.DatasetBound();
        }

        var binding = DatasetBinding.Of(slug, of.Kind, unit, credit.ActorId, clock.GetUtcNow().UtcDateTime);
        credit.Whole.Add(binding);
        credit.Audit("DatasetBound", Subject(binding), new { slug, of.Code, unit = unit.Uscc });
        credit.QueueLedger("credit.dataset-bound", Subject(binding), new { dataset = slug, kind = of.Code, unit = unit.Uscc });
        await credit.SaveAsync(ct);
        await transaction.CommitAsync(ct);
        return ViewOf(binding);
    }

    /// <exception cref="Kernel.Errors.Refusal"><c>credit.binding-not-found</c>, also another unit's; <c>credit.binding-ended</c></exception>
    public async Task<BindingView> EndAsync(Guid id, CancellationToken ct)
    {
        var wanted = new BindingId(id);
        var binding = await Mine().SingleOrDefaultAsync(b => b.Id == wanted, ct) ?? throw CreditRefusals.BindingNotFound();
        binding.End(clock.GetUtcNow().UtcDateTime);
        credit.Audit("DatasetUnbound", Subject(binding), new { binding.Slug });
        credit.QueueLedger("credit.dataset-unbound", Subject(binding), new { dataset = binding.Slug });
        await credit.SaveAsync(ct);
        return ViewOf(binding);
    }

    public static async Task<Ok<IReadOnlyList<BindingView>>> Handle(BindingDesk desk, CancellationToken ct) => TypedResults.Ok(await desk.MineAsync(ct));

    public static async Task<Created<BindingView>> HandleBind(NewBinding asked, BindingDesk desk, CancellationToken ct)
    {
        var bound = await desk.BeginAsync(asked, ct);
        return TypedResults.Created("/api/v1/credit/bindings", bound);
    }

    public static async Task<Ok<BindingView>> HandleEnd(Guid id, BindingDesk desk, CancellationToken ct) => TypedResults.Ok(await desk.EndAsync(id, ct));

    private IQueryable<DatasetBinding> Mine() => credit.Whole.Set<DatasetBinding>().InScope(credit.Asker, ActsPermissions.Take, b => b.UnitId);

    private static string Subject(DatasetBinding binding) => $"credit:binding/{binding.Id.Value}";

    private static BindingView ViewOf(DatasetBinding b) => new(
        b.Id.Value, b.Slug, RecordClass.Of(b.Kind).Code, RecordClass.Of(b.Kind).Name, b.Unit, b.UnitName, b.BoundAt, b.TakenVersion, b.TakenAt, b.OperationId,
        b.OperationId is { } operation ? TakeFileOperation.DownloadOf(operation) : null, b.Problem, b.EndedAt);
}

// What the page of bindings does: the same as the API.
public sealed class BindingQueries
{
    private readonly BindingDesk _desk;

    internal BindingQueries(BindingDesk desk) => _desk = desk;

    public Task<IReadOnlyList<BindingView>> MineAsync(CancellationToken ct) => _desk.MineAsync(ct);

    public Task<BindingView> BeginAsync(NewBinding asked, CancellationToken ct) => _desk.BeginAsync(asked, ct);

    public Task<BindingView> EndAsync(Guid id, CancellationToken ct) => _desk.EndAsync(id, ct);
}
