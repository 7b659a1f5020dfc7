using System.Globalization;
using Gongxin.Collection.Templates.Own;
using Gongxin.Contracts.Standards;

namespace Gongxin.Collection.Templates;

// What the pages show of templates, in the reader's language.
public sealed class TemplateQueries
{
    private readonly TemplateShelf _templates;
    private readonly ICodeLists _lists;

    internal TemplateQueries(TemplateShelf templates, ICodeLists lists) => (_templates, _lists) = (templates, lists);

    public async Task<IReadOnlyList<TemplateItem>> ListAsync(CancellationToken ct) => [.. (await _templates.ListAsync(ct)).Select(TemplateItem.Of)];

    public async Task<TemplateView> ReadAsync(string code, int? edition, CancellationToken ct) => TemplateView.Of(await _templates.GetAsync(code, edition, ct));

    public string Content(string code) => _lists.Item("association-collection-contents", code)?.Name.In(CultureInfo.CurrentUICulture) ?? code;

    public string Cycle(string code) => _lists.Item("update-cycles", code)?.Name.In(CultureInfo.CurrentUICulture) ?? code;

    public static string Pick(string chinese, string? english) =>
        CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh" || string.IsNullOrEmpty(english) ? chinese : english;
}
