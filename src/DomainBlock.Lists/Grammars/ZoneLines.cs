namespace DomainBlock.Lists.Grammars;

/// <summary>
/// Puts the lines of a zone file together to records: drops comments (<c>;</c>), and joins lines between parentheses. White space in a
/// quoted string stays, so does an escaped sign. RFC 1035 §5.1.
/// </summary>
internal sealed class ZoneLines
{
    private readonly List<byte> _record = [];
    private int _depth;
    private bool _beginsWithSpace;

    /// <summary>The line on which the parenthesis that is open was opened; 0 where none is.</summary>
    public int OpenSince { get; private set; }

    /// <summary>Whether the record has more bytes than a line may have.</summary>
    public bool IsTooLong => _record.Count > LineReader.MaxLineLength;

    /// <summary>Takes a line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="number">Its number.</param>
    /// <param name="record">The whole record, if the line ends one; valid until the next call.</param>
    /// <param name="beginsWithSpace">Whether it has no owner of its own.</param>
    /// <returns>Whether the line ends a record; else a parenthesis is open.</returns>
    public bool TryEndRecord(ReadOnlySpan<byte> line, int number, out ReadOnlySpan<byte> record, out bool beginsWithSpace)
    {
        bool isFirst = _depth == 0;
        if (isFirst)
            _beginsWithSpace = !line.IsEmpty && Tokens.IsSpace(line[0]);
        beginsWithSpace = _beginsWithSpace;

        // Most records are one line that has none of these.
        if (isFirst && !line.ContainsAny("()\"\\"u8))
        {
            int comment = line.IndexOf((byte)';');
            record = Tokens.Trim(comment < 0 ? line : line[..comment]);
            return true;
        }

        if (isFirst)
            _record.Clear();
        Append(line);
        OpenSince = _depth == 0 ? 0 : isFirst ? number : OpenSince;
        record = default;
        if (_depth > 0)
            return false;
        record = Tokens.Trim(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_record));
        return true;
    }

    private void Append(ReadOnlySpan<byte> line)
    {
        bool isQuoted = false;
        for (int i = 0; i < line.Length; i++)
        {
            byte octet = line[i];
            if (octet == '\\' && i + 1 < line.Length)
            {
                _record.Add(octet);
                octet = line[++i];
            }
            else if (octet == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (!isQuoted && octet == ';')
            {
                break;
            }
            else if (!isQuoted && octet is (byte)'(' or (byte)')')
            {
                _depth = Math.Max(0, _depth + (octet == '(' ? 1 : -1));
                octet = (byte)' ';
            }
            _record.Add(octet);
        }
        _record.Add((byte)' ');
    }
}
