using Gongxin.Collection.Checks.Frames;
using Gongxin.Collection.Submissions;
using Gongxin.Collection.Tasks;
using Gongxin.Collection.Templates;

namespace Gongxin.Collection.Checks.Trial;

// What one organisation handed in, period after period, laid out as it was when each was checked: beside as many periods as CheckForm lays it.
internal sealed class TrialSeries(
    List<string> codes, Frequency frequency, Dictionary<string, TrialHandIn> handIns, Func<string, IReadOnlyList<FormValue>> read)
{
    private readonly Dictionary<string, IReadOnlyList<FormValue>> _values = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Code, string Form), FormFrame> _filled = [];

    private readonly int _season = frequency.SeasonLength();

    public FormFrame FrameOf(string code, TemplateForm form, bool withHistory)
    {
        var at = codes.IndexOf(code);
        var before = withHistory ? Math.Min(CheckForm.SeasonsMax * _season, CheckForm.FramesMax) : 0;
        var first = Math.Min(at + before, codes.Count - 1);
        while (first > at && !handIns.ContainsKey(codes[first]))
        {
            first--;
        }

        var frames = new List<FormFrame>();
        for (var i = first; i >= at; i--)
        {
            frames.Add(Filled(codes[i], form).Beside(frames.Count > 0 ? frames[^1] : null, frequency is not Frequency.Day && frames.Count >= _season ? frames[^_season] : null, _season));
        }

        return frames[^1];
    }

    private FormFrame Filled(string code, TemplateForm form)
    {
        if (!_filled.TryGetValue((code, form.Digest), out var frame))
        {
            frame = new FormFrame(form.Shape);
            ReadValues.Fill(frame, form.Content, ValuesOf(code));
            _filled.Add((code, form.Digest), frame);
        }

        return frame;
    }

    private IReadOnlyList<FormValue> ValuesOf(string code)
    {
        if (!_values.TryGetValue(code, out var values))
        {
            _values.Add(code, values = handIns.TryGetValue(code, out var handIn) ? read(handIn.Sha256) : []);
        }

        return values;
    }
}
