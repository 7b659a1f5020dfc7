using System.Buffers;
using System.Text.Unicode;

namespace Gongxin.Kernel.Tabular.Workbooks.Xlsx;

internal enum XmlToken
{
    Start,
    End,
    Text,
}

/// <summary>
/// Reads one part of a workbook as XML, forwards, in UTF-8 and without a string per cell: about twice as fast as
/// <see cref="System.Xml.XmlReader"/> on large sheets, and with a memory that is bounded whatever the part holds (a tag fits
/// <see cref="TagBytesMax"/>, a long text comes in pieces), which that one's is not. Namespaces are not resolved: names are local
/// names. A document type is refused, so there are no entities beyond the five of XML. Two faults pass: a name that begins with
/// a digit, and an unknown entity in an attribute that nobody asks for.
/// </summary>
internal sealed class XmlScanner : IDisposable
{
    private const int TagBytesMax = 1024 * 1024;
    private const int DepthMax = 128;

    private static readonly SearchValues<byte> Forbidden = SearchValues.Create(
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 11, 12, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31]);

    private readonly XmlWindow _in;
    private readonly string _part;
    private readonly XmlTag _tag = new();
    private readonly XmlNames _open = new();
    private bool _inCData;
    private bool _closeNext;
    private bool _popNext;
    private bool _rootSeen;
    private (int Start, int Length) _text;

    /// <param name="source">The part's bytes in UTF-8; the scanner owns it.</param>
    /// <param name="part">Name of the part, for findings.</param>
    public XmlScanner(Stream source, string part)
    {
        _in = new XmlWindow(source);
        _part = part;
        while (_in.End < 3 && _in.Fill())
        {
        }

        _in.At = _in.Bytes.AsSpan(0, _in.End).StartsWith("\uFEFF"u8) ? 3 : 0;
    }

    public XmlToken Token { get; private set; }

    /// <summary>Open elements; the one that has just started counts.</summary>
    public int Depth => _open.Count;

    /// <summary>Name of the element that starts or ends, without prefix.</summary>
    public ReadOnlySpan<byte> Name => XmlTag.Local(_open.Last);

    /// <summary>A piece of text as it is written, entities included.</summary>
    public ReadOnlySpan<byte> RawText => _in.Bytes.AsSpan(_text.Start, _text.Length);

    /// <summary>True when the piece has no entities to resolve.</summary>
    public bool IsPlainText { get; private set; }

    /// <summary>Row of the sheet that is being read, for faults.</summary>
    public long? Row { get; set; }

    /// <summary>Moves on; false at the end of the document.</summary>
    public bool Read()
    {
        if (_popNext)
        {
            _popNext = false;
            _open.Pop();
        }

        if (_closeNext)
        {
            _closeNext = false;
            return End();
        }

        while (true)
        {
            if (_inCData)
            {
                if (ReadCData())
                {
                    return true;
                }

                continue;
            }

            if (_in.At == _in.End && !_in.Fill())
            {
                return _open.Count == 0 && _rootSeen ? false : throw Fault();
            }

            if (_in.Bytes[_in.At] != '<')
            {
                if (ReadText())
                {
                    return true;
                }
            }
            else if (ReadMarkup())
            {
                return true;
            }
        }
    }

    /// <summary>Passes over the element that has just started, to its end.</summary>
    public void Skip()
    {
        for (var depth = Depth; Token is not XmlToken.End || Depth != depth;)
        {
            Read();
        }
    }

    /// <summary>Value of an attribute of the element that has just started, as written; empty when it has none.</summary>
    public ReadOnlySpan<byte> Attribute(ReadOnlySpan<byte> name) => _tag.Find(_in.Bytes, name);

    /// <summary>Value of an attribute with entities resolved, or null.</summary>
    public string? AttributeText(ReadOnlySpan<byte> name, bool prefixed = false) =>
        _tag.TryFind(_in.Bytes, name, prefixed, out var value) ? XmlText.DecodeValue(value) ?? throw Fault() : null;

    /// <summary>What is wrong at this place, as an exception to throw.</summary>
    public TabularException Fault(Exception? inner = null) => WorkbookFault.Corrupt(_part, _in.Place, Row, inner);

    public void Dispose() => _in.Dispose();

    private bool ReadText()
    {
        var from = _in.At;
        var length = _in.Bytes.AsSpan(from, _in.End - from).IndexOf((byte)'<');
        while (length < 0 && !_in.HasEnded && (_in.At > 0 || _in.End < _in.Bytes.Length))
        {
            var known = _in.End - _in.At;
            _in.Fill();
            from = _in.At;
            length = _in.Bytes.AsSpan(from + known, _in.End - from - known).IndexOf((byte)'<');
            length = length < 0 ? -1 : length + known;
        }

        var complete = length >= 0 || _in.HasEnded;
        length = length >= 0 ? length : _in.End - from;
        var piece = _in.Bytes.AsSpan(from, length);
        if (!complete)
        {
            piece = piece[..XmlText.WholeLength(piece)];
            if (piece.Length == 0)
            {
                throw Fault();
            }
        }

        return Emit(from, piece.Length, !piece.ContainsAny((byte)'&', (byte)'\r'));
    }

    // Text outside the root must be blank, and is passed over.
    private bool Emit(int start, int length, bool plain)
    {
        var piece = _in.Bytes.AsSpan(start, length);
        if (_open.Count == 0)
        {
            if (piece.ContainsAnyExcept(" \t\r\n"u8))
            {
                throw Fault();
            }

            _in.At = start + length;
            return false;
        }

        if (!IsShortAscii(piece) && (piece.ContainsAny(Forbidden) || !Utf8.IsValid(piece)))
        {
            throw Fault();
        }

        _in.At = start + length;
        _text = (start, length);
        IsPlainText = plain;
        Token = XmlToken.Text;
        return length > 0;
    }

    // Most cells are a few digits or letters: one short loop instead of two searches.
    private static bool IsShortAscii(ReadOnlySpan<byte> piece)
    {
        if (piece.Length > 24)
        {
            return false;
        }

        foreach (var letter in piece)
        {
            if (letter is < 0x20 or >= 0x80)
            {
                return false;
            }
        }

        return true;
    }

    private bool ReadCData()
    {
        while (true)
        {
            var rest = _in.Bytes.AsSpan(_in.At, _in.End - _in.At);
            var length = rest.IndexOf("]]>"u8);
            if (length >= 0)
            {
                _inCData = false;
                var start = _in.At;
                var emitted = Emit(start, length, true);
                _in.At = start + length + 3;
                return emitted;
            }

            if (_in.At == 0 && _in.End == _in.Bytes.Length)
            {
                return Emit(_in.At, XmlText.WholeLength(rest[..^2]), true);
            }

            if (!_in.Fill())
            {
                throw Fault();
            }
        }
    }

    private bool ReadMarkup()
    {
        Need(2);
        switch (_in.Bytes[_in.At + 1])
        {
            case (byte)'/':
                return ReadEndTag();
            case (byte)'?':
                PassInstruction();
                return false;
            case (byte)'!':
                PassDeclaration();
                return false;
            default:
                return ReadStartTag();
        }
    }

    private bool ReadStartTag()
    {
        if (_open.Count == 0 && _rootSeen)
        {
            throw Fault();
        }

        int length;
        while ((length = _tag.Parse(_in.Bytes.AsSpan(0, _in.End), _in.At)) <= 0)
        {
            if (length < 0 || !_in.Fill(TagBytesMax))
            {
                throw Fault();
            }
        }

        if (_open.Count == DepthMax)
        {
            throw Fault();
        }

        _rootSeen = true;
        _open.Push(_tag.Name(_in.Bytes));
        _in.At += length;
        _closeNext = _tag.IsEmpty;
        Token = XmlToken.Start;
        return true;
    }

    private bool ReadEndTag()
    {
        int length;
        while ((length = _in.Bytes.AsSpan(_in.At, _in.End - _in.At).IndexOf((byte)'>')) < 0)
        {
            if (!_in.Fill(TagBytesMax))
            {
                throw Fault();
            }
        }

        var name = _in.Bytes.AsSpan(_in.At + 2, length - 2).TrimEnd(" \t\r\n"u8);
        if (_open.Count == 0 || !name.SequenceEqual(_open.Last))
        {
            throw Fault();
        }

        _in.At += length + 1;
        return End();
    }

    // The name stays on the stack until the next read, so that Name and Depth still speak of the element that ends.
    private bool End()
    {
        Token = XmlToken.End;
        _popNext = true;
        return true;
    }

    // The declaration may name an encoding; only those that have become UTF-8 can be read.
    private void PassInstruction()
    {
        Need(6);
        if (_in.Bytes.AsSpan(_in.At, 6).StartsWith("<?xml "u8))
        {
            int length;
            while ((length = _in.Bytes.AsSpan(_in.At, _in.End - _in.At).IndexOf("?>"u8)) < 0)
            {
                if (!_in.Fill())
                {
                    throw Fault();
                }
            }

            if (_rootSeen || !XmlText.IsKnownEncoding(_in.Bytes.AsSpan(_in.At, length)))
            {
                throw Fault();
            }
        }

        PassUntil("?>"u8, 2);
    }

    private void PassDeclaration()
    {
        Need(4);
        var rest = _in.Bytes.AsSpan(_in.At, _in.End - _in.At);
        if (rest.StartsWith("<!--"u8))
        {
            PassUntil("-->"u8, 4);
            return;
        }

        Need(9);
        if (!_in.Bytes.AsSpan(_in.At, 9).SequenceEqual("<![CDATA["u8))
        {
            throw WorkbookFault.DocumentType(_part, _in.Place);
        }

        _in.At += 9;
        _inCData = true;
    }

    private void PassUntil(ReadOnlySpan<byte> mark, int opening)
    {
        _in.At += opening;
        while (true)
        {
            var found = _in.Bytes.AsSpan(_in.At, _in.End - _in.At).IndexOf(mark);
            if (found >= 0)
            {
                _in.At += found + mark.Length;
                return;
            }

            _in.At = Math.Max(_in.At, _in.End - mark.Length + 1);
            if (!_in.Fill())
            {
                throw Fault();
            }
        }
    }

    private void Need(int length)
    {
        while (_in.End - _in.At < length)
        {
            if (!_in.Fill())
            {
                throw Fault();
            }
        }
    }
}
