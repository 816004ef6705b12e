using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace DomainBlock.Idn;

/// <summary>The first rule that a name breaks, and where.</summary>
internal readonly record struct IdnFault(IdnError Error, int Label, int Position);

/// <summary>
/// Runs UTS #46 §4 over a name, label by label. What becomes of the labels, and what lengths and empty labels mean, is up
/// to the operation that pulls them.
/// </summary>
/// <remarks>
/// The Bidi Rule asks about the whole domain. A label without right-to-left characters that stands before the first with
/// them has been let pass: <see cref="MustRestart"/> then says that the name has to be run again as a bidi domain.
/// </remarks>
internal ref struct NameProcessor<TUnit>
    where TUnit : unmanaged, IBinaryInteger<TUnit>
{
    private readonly ReadOnlySpan<TUnit> _text;
    private readonly IdnRules _rules;
    private readonly bool _isBidiDomain;
    private LabelReader<TUnit> _reader;
    private IdnLabel _label;
    private int _firstRightToLeft;

    /// <param name="text">The name.</param>
    /// <param name="rules">The rules.</param>
    /// <param name="room">Three buffers' room for a label.</param>
    /// <param name="isBidiDomain">Whether the name is known to be a bidi domain.</param>
    public NameProcessor(ReadOnlySpan<TUnit> text, IdnRules rules, Span<int> room, bool isBidiDomain = false)
    {
        _text = text;
        _rules = rules;
        _isBidiDomain = isBidiDomain;
        _reader = new LabelReader<TUnit>(text, (rules & IdnRules.PresentationFormat) != 0);
        _label = new IdnLabel(room);
        Index = -1;
    }

    /// <summary>The label's number, 0 being the leftmost.</summary>
    public int Index { get; private set; }

    /// <summary>Every rule that the label breaks.</summary>
    public IdnErrorSet Errors { get; private set; }

    /// <summary>What was seen in the labels so far.</summary>
    public IdnFlags Flags { get; private set; }

    /// <summary>Whether the label is the last, which no dot follows.</summary>
    public readonly bool IsLast => _reader.IsAtEnd;

    /// <summary>Whether the label is what follows the final dot.</summary>
    public readonly bool IsRoot => IsLast && Index > 0 && _label.Mapped.IsEmpty;

    /// <summary>Whether the Bidi Rule must still be asked of labels that have passed.</summary>
    public readonly bool MustRestart => !_isBidiDomain && _firstRightToLeft > 0
        && (_rules & (IdnRules.CheckBidi | IdnRules.BidiByLabel)) == IdnRules.CheckBidi;

    /// <summary>The label, processed.</summary>
    [UnscopedRef]
    public readonly ref readonly IdnLabel Label => ref _label;

    /// <summary>Reads and processes the next label.</summary>
    /// <returns>False when there is none.</returns>
    public bool MoveNext()
    {
        if (!_reader.Next(ref _label))
            return false;
        Index++;
        bool isBidiDomain = _isBidiDomain
            || ((Flags & IdnFlags.IsBidi) != 0 && (_rules & IdnRules.BidiByLabel) == 0);
        Errors = LabelProcessor.Process(ref _label, _rules, isBidiDomain);

        if (_label.Has(LabelTraits.HadUpper))
            Flags |= IdnFlags.HadUpper;
        if (_label.Has(LabelTraits.HadUnicode))
            Flags |= IdnFlags.HadUnicode;
        if (_label.Has(LabelTraits.IsAce))
            Flags |= IdnFlags.HadAce;
        if ((_label.Union & CodePointProperties.RightToLeftBit) != 0)
        {
            if ((Flags & IdnFlags.IsBidi) == 0)
                _firstRightToLeft = Index;
            Flags |= IdnFlags.IsBidi;
        }
        if (IsRoot)
            Flags |= IdnFlags.HadRootDot;
        return true;
    }

    /// <summary>The first of the label's errors, with its place.</summary>
    public readonly IdnFault Fault() => Fault(Errors.First);

    /// <summary>An error of the label, with its place: the character where one of the source is at fault, else the label's start.</summary>
    public readonly IdnFault Fault(IdnError error)
    {
        int position = error switch
        {
            IdnError.IllFormed or IdnError.BadEscape or IdnError.Disallowed when _label.FaultPosition >= 0 => _label.FaultPosition,
            IdnError.Std3Ascii or IdnError.Forbidden => FindAscii(error),
            _ => _label.Start,
        };
        return new IdnFault(error, Index, position);
    }

    private readonly int FindAscii(IdnError error)
    {
        byte kind = error == IdnError.Forbidden ? AsciiKinds.Forbidden : AsciiKinds.NotStd3;
        bool isPresentation = (_rules & IdnRules.PresentationFormat) != 0;
        for (int i = _label.Start; i < _label.End; i++)
        {
            uint unit = uint.CreateTruncating(_text[i]);
            bool isEscape = unit == '\\' && isPresentation;
            if (unit < 0x80 && !isEscape && (AsciiKinds.Of((int)unit) & kind) != 0)
                return i;
        }

        // It came out of mapping.
        return _label.Start;
    }
}
