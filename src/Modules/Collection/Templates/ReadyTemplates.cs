using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Gongxin.Contracts.Standards;

namespace Gongxin.Collection.Templates;

// The templates that come with the program: one for each kind of content that is collected from associations, and one for
// their fees. Files of the project, read once.
internal sealed class ReadyTemplates
{
    private const string Prefix = "Gongxin.Collection.Templates.Ready.";

    private readonly Lazy<IReadOnlyList<TemplateForm>> _all;

    public ReadyTemplates(ICodeLists lists) => _all = new(() =>
        [.. Names().Order(StringComparer.Ordinal).Select(n => new TemplateForm(Read(n), lists)).OrderBy(t => t.Content.Content, StringComparer.Ordinal).ThenBy(t => t.Content.Code, StringComparer.Ordinal)]);

    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public IReadOnlyList<TemplateForm> All => _all.Value;

    public TemplateForm Get(string code) =>
        All.FirstOrDefault(t => t.Content.Code == code) ?? throw CollectionRefusals.TemplateNotFound(code);

    private static IEnumerable<string> Names() =>
        typeof(ReadyTemplates).Assembly.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal));

    private static TemplateContent Read(string name)
    {
        using var file = typeof(ReadyTemplates).Assembly.GetManifestResourceStream(name)!;
        return JsonSerializer.Deserialize<TemplateContent>(file, Json)!;
    }
}
