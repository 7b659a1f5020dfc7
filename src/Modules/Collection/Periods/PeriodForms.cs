using System.Collections.Concurrent;
using System.Text.Json;
using Gongxin.Collection.Templates;
using Gongxin.Contracts.Standards;

namespace Gongxin.Collection.Periods;

// Forms of opened periods, compiled once for each content.
internal sealed class PeriodForms(ReadyTemplates ready, ICodeLists lists)
{
    // More than there are forms at the same time; beyond it the oldest are simply compiled again.
    private const int KeptMax = 200;

    private readonly ConcurrentDictionary<string, TemplateForm> _forms = new(StringComparer.Ordinal);

    public TemplateForm Of(CollectionPeriod period) => Of(period.FormDigest, period.FormJson);

    public TemplateForm Of(string digest, string json)
    {
        if (ready.All.FirstOrDefault(f => f.Digest == digest) is { } same)
        {
            return same;
        }

        if (_forms.Count >= KeptMax)
        {
            _forms.Clear();
        }

        return _forms.GetOrAdd(digest, _ => new TemplateForm(JsonSerializer.Deserialize<TemplateContent>(json, ReadyTemplates.Json)!, lists));
    }
}
