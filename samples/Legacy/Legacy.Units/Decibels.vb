''' <summary>Levels in decibels. The oldest part of the program, and still in use.</summary>
Public Module Decibels
    ''' <summary>The level of nothing at all.</summary>
    Public Const Silence As Double = -120.0

    Public Function FromAmplitude(amplitude As Double) As Double
        If amplitude <= 0.000001 Then Return Silence
        Return 20.0 * Math.Log10(amplitude)
    End Function

    Public Function FromPower(power As Double) As Double
        If power <= 0.000000000001 Then Return Silence
        Return 10.0 * Math.Log10(power)
    End Function
End Module
