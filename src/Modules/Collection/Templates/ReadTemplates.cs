using Gongxin.Collection.Templates.Own;
using Gongxin.Kernel.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gongxin.Collection.Templates;

// Forms are public: whoever is asked to fill one in may see it before, and so may everybody else.
internal static class ReadTemplates
{
    private const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static async Task<Ok<PageOf<TemplateItem>>> HandleList(TemplateShelf templates, CancellationToken ct)
    {
        var all = await templates.ListAsync(ct);
        return TypedResults.Ok(new PageOf<TemplateItem>([.. all.Select(TemplateItem.Of)], all.Count, null));
    }

    public static async Task<Ok<TemplateView>> Handle(string code, int? edition, TemplateShelf templates, CancellationToken ct) =>
        TypedResults.Ok(TemplateView.Of(await templates.GetAsync(code, edition, ct)));

    public static async Task<FileContentHttpResult> HandleForm(string code, int? edition, TemplateShelf templates, CancellationToken ct) =>
        FileOf(await templates.GetAsync(code, edition, ct));

    public static FileContentHttpResult FileOf(TemplateForm template)
    {
        using var file = new MemoryStream();
        BlankForm.Write(template, file);
        return TypedResults.File(file.ToArray(), Workbook, $"{template.Content.Code}-{template.Content.Edition}.xlsx");
    }
}

// One template in the list.
public sealed record TemplateItem(
    string Code, int Edition, string Content, string Title, string TitleEn, string Cycle, bool IsSurvey, int SheetCount, int CellCount, int CheckCount)
{
    internal static TemplateItem Of(TemplateForm form) => new(
        form.Content.Code, form.Content.Edition, form.Content.Content, form.Content.Title, form.Content.TitleEn, form.Content.Cycle,
        form.Content.IsSurvey, form.Content.Sheets.Count, form.CellCount, form.Content.Checks.Count);
}

// A template whole.
public sealed record TemplateView(TemplateContent Template, int CellCount, string Digest)
{
    internal static TemplateView Of(TemplateForm form) => new(form.Content, form.CellCount, form.Digest);
}
