using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Gongxin.Kernel.Tabular.Encodings;

namespace Gongxin.Kernel.Tabular.Json;

/// <summary>
/// A JSON text of any length, read token by token, or element by element inside an array, through a window that grows
/// only as far as the longest allowed element.
/// </summary>
internal sealed class JsonText : IDisposable
{
    private const int WindowStart = 256 * 1024;

    private readonly Utf8Source _source;
    private readonly TabularLimits _limits;
    private readonly CancellationToken _ct;
    private byte[] _window = ArrayPool<byte>.Shared.Rent(WindowStart);
    private JsonReaderState _state;
    private int _start;
    private int _end;
    private bool _final;

    public JsonText(Utf8Source source, TabularLimits limits, CancellationToken ct)
    {
        _source = source;
        _limits = limits;
        _ct = ct;
        _state = new JsonReaderState(new JsonReaderOptions { MaxDepth = limits.JsonDepthMax });
    }

    public JsonTokenType Token { get; private set; }

    /// <summary>Text of a property name or a short string.</summary>
    public string Text { get; private set; } = "";

    public long BytesRead => _source.BytesRead;

    /// <summary>Elements of the current array seen so far; part of every fault's place.</summary>
    public long Element { get; set; }

    /// <summary>Goes to the next token; false at the end of the text.</summary>
    public bool Read()
    {
        while (true)
        {
            var reader = Reader();
            if (TryRead(ref reader, skip: false))
            {
                Token = reader.TokenType;
                Text = Token is JsonTokenType.PropertyName or JsonTokenType.String && reader.ValueSpan.Length <= 1024 ? TextOf(ref reader) : "";
                Consume(reader);
                return true;
            }

            if (_final)
            {
                return false;
            }

            Refill();
        }
    }

    /// <summary>
    /// Inside an array, the next element as a whole, still escaped as written. False at the array's end, which is then the
    /// current token.
    /// </summary>
    public bool ReadElement(out ReadOnlySpan<byte> element)
    {
        while (true)
        {
            var reader = Reader();
            if (TryRead(ref reader, skip: false))
            {
                Token = reader.TokenType;
                var from = _start + (int)reader.TokenStartIndex;
                if (Token is JsonTokenType.EndArray)
                {
                    Consume(reader);
                    element = default;
                    return false;
                }

                if (TryRead(ref reader, skip: true))
                {
                    Element++;
                    Consume(reader);
                    element = _window.AsSpan(from, _start - from);
                    return true;
                }
            }

            Refill();
        }
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_window);
        _window = [];
        _source.Dispose();
    }

    private Utf8JsonReader Reader() => new(_window.AsSpan(_start, _end - _start), _final, _state);

    private void Consume(in Utf8JsonReader reader)
    {
        _state = reader.CurrentState;
        _start += (int)reader.BytesConsumed;
    }

    private bool TryRead(ref Utf8JsonReader reader, bool skip)
    {
        try
        {
            return skip ? reader.TrySkip() : reader.Read();
        }
        catch (JsonException e)
        {
            throw Fault(e);
        }
    }

    private static string TextOf(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair in escapes, or bad UTF-8. Outside rows it is shown at most.
            return "\uFFFD";
        }
    }

    private TabularException Fault(JsonException e)
    {
        var line = e.LineNumber ?? 0;
        var depth = JsonNesting.Deepest(_window.AsSpan(_start, _end - _start));
        if (depth + Reader().CurrentDepth > _limits.JsonDepthMax)
        {
            return new TabularException(At(FindingCodes.JsonTooDeep, line, _limits.JsonDepthMax.ToString(CultureInfo.InvariantCulture)), e);
        }

        return new TabularException(At(_final && IsCutOff() ? FindingCodes.FileCutOff : FindingCodes.JsonSyntax, line), e);
    }

    // As text that may go on, it is without fault: then its only fault is that it ends.
    private bool IsCutOff()
    {
        var reader = new Utf8JsonReader(_window.AsSpan(_start, _end - _start), isFinalBlock: false, _state);
        try
        {
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private Finding At(string code, long line, params string[] more)
    {
        var text = (line + 1).ToString(CultureInfo.InvariantCulture);
        return new Finding(Element + 1, null, code, FindingText.Excerpt(_window.AsSpan(_start, Math.Min(1000, _end - _start))), [.. more, text]);
    }

    private void Refill()
    {
        _ct.ThrowIfCancellationRequested();
        var kept = _end - _start;
        if (_final)
        {
            throw new TabularException(At(FindingCodes.FileCutOff, 0));
        }

        if (kept >= _limits.RowBytesMax)
        {
            throw new TabularException(new Finding(
                Element + 1, null, FindingCodes.FileLineTooLong, FindingText.Excerpt(_window.AsSpan(_start, 1000)), _limits.RowBytesMax.ToString(CultureInfo.InvariantCulture)));
        }

        if (kept > _window.Length / 2)
        {
            var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min((long)_window.Length * 2, (long)_limits.RowBytesMax + WindowStart));
            _window.AsSpan(_start, kept).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_window);
            _window = larger;
        }
        else
        {
            _window.AsSpan(_start, kept).CopyTo(_window);
        }

        (_start, _end) = (0, kept);
        while (_window.Length - _end >= 64)
        {
            var read = _source.Read(_window.AsSpan(_end));
            if (read == 0)
            {
                _final = true;
                return;
            }

            _end += read;
        }
    }
}
