using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gongxin.Credit.Records.Classes;

// What the pages of classes read: the same as the API.
public sealed class ClassQueries
{
    private readonly CreditDb _credit;

    internal ClassQueries(CreditDb credit) => _credit = credit;

    public IReadOnlyList<ClassView> All { get; } = [.. RecordClass.All.Select(ClassView.Of)];

    public bool MayHandIn => _credit.Asker.May(ActsPermissions.Take);

    // The class of whose column an address is.
    public ClassView OfColumn(string path) => Of(RecordClass.OfPath(path).Code);

    /// <exception cref="Kernel.Errors.Refusal"><c>credit.class-not-found</c></exception>
    public ClassView Of(string code) => All.FirstOrDefault(c => c.Kind == code) ?? throw CreditRefusals.ClassNotFound();
}

internal static class ReadClasses
{
    public static Ok<IReadOnlyList<ClassView>> Handle(ClassQueries classes) => TypedResults.Ok(classes.All);

    public static Ok<ClassView> HandleOne(string @class, ClassQueries classes) => TypedResults.Ok(classes.Of(@class));
}
