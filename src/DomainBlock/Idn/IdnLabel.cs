namespace DomainBlock.Idn;

/// <summary>What was seen in a label of the source.</summary>
[Flags]
internal enum LabelTraits : byte
{
    None = 0,
    HadUpper = 1 << 0,
    HadUnicode = 1 << 1,
    HadEscape = 1 << 2,

    /// <summary>An unescaped character that no name in text may hold.</summary>
    HadForbidden = 1 << 3,

    /// <summary>Mapping or composition changed it.</summary>
    Changed = 1 << 4,

    /// <summary>An ACE label, decoded or not.</summary>
    IsAce = 1 << 5,

    /// <summary>Its Unicode form has a code point beyond ASCII.</summary>
    BeyondAscii = 1 << 6,
}

/// <summary>One label on its way through UTS #46 §4: mapped, composed, decoded. Works in room that the caller gives.</summary>
/// <param name="room">Three buffers of equal size.</param>
internal ref struct IdnLabel(Span<int> room)
{
    private readonly Span<int> _mapped = room[..(room.Length / 3)];
    private readonly Span<int> _decoded = room.Slice(room.Length / 3, room.Length / 3);
    private readonly Span<int> _scratch = room[(room.Length / 3 * 2)..];
    private int _length;
    private int _decodedLength;

    /// <summary>Where the label begins in the source.</summary>
    public int Start { get; set; }

    /// <summary>Where its dot stands, or the end of the source.</summary>
    public int End { get; set; }

    /// <summary>Where the first code point stands that is disallowed, ill-formed or a bad escape; -1 if none is.</summary>
    public int FaultPosition { get; private set; }

    public LabelTraits Traits { get; set; }

    /// <summary>The or-ed property words of <see cref="Unicode"/>; ASCII counts as 0.</summary>
    public uint Union { get; set; }

    /// <summary>The or-ed <see cref="AsciiKinds"/> of all ASCII characters that the label has, or had before composition.</summary>
    public byte Kinds { get; set; }

    /// <summary>What mapping found wrong.</summary>
    public IdnErrorSet MappingErrors { get; private set; }

    /// <summary>The label after mapping and composition.</summary>
    public readonly ReadOnlySpan<int> Mapped => _mapped[.._length];

    /// <summary>The label after decoding, if it was decoded; else the same as <see cref="Mapped"/>.</summary>
    public readonly ReadOnlySpan<int> Unicode => _decodedLength >= 0 ? _decoded[.._decodedLength] : Mapped;

    public readonly bool IsEmpty => Unicode.IsEmpty;

    public readonly bool Has(LabelTraits trait) => (Traits & trait) != 0;

    /// <summary>Begins a new label.</summary>
    public void Begin(int start)
    {
        Start = start;
        FaultPosition = -1;
        Traits = LabelTraits.None;
        Union = 0;
        Kinds = 0;
        MappingErrors = default;
        _length = 0;
        _decodedLength = -1;
    }

    /// <summary>Appends a code point as it is.</summary>
    public void Append(int codePoint)
    {
        if ((uint)_length < (uint)_mapped.Length)
            _mapped[_length++] = codePoint;
        else
            MappingErrors |= _mapped.Length < IdnLimits.LabelCodePoints ? IdnError.LabelLength : IdnError.TooLong;
    }

    /// <summary>Notes what is wrong at a place of the source.</summary>
    public void Fault(IdnError error, int position)
    {
        MappingErrors |= error;
        if (FaultPosition < 0)
            FaultPosition = position;
    }

    /// <summary>Step 2: normalizes to NFC, if a property word says that this may change something.</summary>
    /// <returns>False if there was no room for it.</returns>
    public bool Compose()
    {
        if ((Union & CodePointProperties.NfcMayChangeBit) == 0)
            return true;
        if (!Has(LabelTraits.Changed))
        {
            if (NfcComposer.IsComposed(Mapped, _scratch, out bool fits) || !fits)
                return fits;
            Traits |= LabelTraits.Changed;
        }
        if (!NfcComposer.Compose(_mapped, ref _length, _scratch))
            return false;
        Judge(Mapped);
        return true;
    }

    /// <summary>Step 4: converts what follows <c>xn--</c>.</summary>
    /// <returns>False if it is no Punycode; the label is then as before.</returns>
    public bool Decode()
    {
        int length = Punycode.Decode(Mapped[IdnLimits.AcePrefixLength..], _decoded);
        if (length < 0)
            return false;
        _decodedLength = length;
        return true;
    }

    /// <summary>Judges the decoded label's code points.</summary>
    /// <returns>V7 and V1.</returns>
    public IdnErrorSet JudgeDecoded()
    {
        IdnErrorSet errors = Judge(Unicode) ? default : IdnError.Disallowed;
        if ((Union & CodePointProperties.NfcMayChangeBit) != 0 && !NfcComposer.IsComposed(Unicode, _scratch, out bool fits))
            errors |= fits ? IdnError.NotNfc : IdnError.TooLong;
        return errors;
    }

    /// <summary>Writes the label's ASCII form.</summary>
    /// <returns>How many octets were written, or -1 if the room is too small.</returns>
    public readonly int WriteAscii(Span<byte> destination)
    {
        if ((Traits & (LabelTraits.HadEscape | LabelTraits.BeyondAscii)) != LabelTraits.BeyondAscii)
            return WriteOctets(Unicode, destination);
        if (Has(LabelTraits.IsAce) && _decodedLength >= 0)
            return WriteOctets(Mapped, destination);
        if (!"xn--"u8.TryCopyTo(destination))
            return -1;
        int written = Punycode.Encode(Unicode, destination[IdnLimits.AcePrefixLength..]);
        return written < 0 ? -1 : IdnLimits.AcePrefixLength + written;
    }

    public static bool IsAscii(ReadOnlySpan<int> label) => !label.ContainsAnyExceptInRange(0, 0x7F);

    private static int WriteOctets(ReadOnlySpan<int> label, Span<byte> destination)
    {
        if (destination.Length < label.Length)
            return -1;
        for (int i = 0; i < label.Length; i++)
            destination[i] = (byte)label[i];
        return label.Length;
    }

    /// <summary>Takes the union of the properties, and whether there is anything beyond ASCII.</summary>
    /// <returns>Whether all code points are valid.</returns>
    private bool Judge(ReadOnlySpan<int> label)
    {
        uint union = 0;
        bool areAllValid = true;
        Traits &= ~LabelTraits.BeyondAscii;
        foreach (int c in label)
        {
            if (c < 0x80)
                continue;
            Traits |= LabelTraits.BeyondAscii;
            areAllValid &= CodePoints.IsValid(CodePoints.Value(c));
            union |= CodePoints.Properties(c).Bits;
        }
        Union = union;
        return areAllValid;
    }
}
